/** The few functions of Terraform whose results the rules have to see. */
import { isList, isObject, isPresent, type Json } from './json.ts';

type TerraformFunction = (...values: readonly Json[]) => Json | undefined;

const same: TerraformFunction = (value) => value;

const allLists = (values: readonly Json[]): readonly Json[] | undefined =>
  values.every(isList) ? values.flat() : undefined;

/**
 * `undefined` means "cannot be known before Terraform runs". `base64encode` hands its text on as it
 * is: who reads user data wants the text, and references in it have to stay visible.
 */
export const terraformFunctions: Readonly<Record<string, TerraformFunction>> = {
  base64encode: same,
  nonsensitive: same,
  sensitive: same,
  tolist: same,
  tomap: same,
  toset: same,
  tostring: same,
  jsonencode: (value) => (value === undefined ? undefined : JSON.stringify(value)),
  join: (separator, list) => {
    if (typeof separator !== 'string' || !isList(list)) return undefined;
    return list.every((item) => typeof item === 'string') ? list.join(separator) : undefined;
  },
  concat: (...lists) => allLists(lists),
  flatten: (list) =>
    isList(list) ? list.flatMap((item) => (isList(item) ? item : [item])) : undefined,
  compact: (list) => (isList(list) ? list.filter(isPresent) : undefined),
  distinct: (list) => (isList(list) ? [...new Set(list)] : undefined),
  element: (list, index) => {
    if (!isList(list) || typeof index !== 'number' || list.length === 0) return undefined;
    return list[index % list.length];
  },
  merge: (...maps) => (maps.every(isObject) ? Object.assign({}, ...maps) : undefined),
};
