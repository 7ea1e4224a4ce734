/** Reading JSON whose form is only half known: a block may be one object or a list of them. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

/** Given, and not empty. */
export const isPresent = (value: Json | undefined): value is Json =>
  value !== undefined && value !== null && value !== '' && !(isList(value) && value.length === 0);

/** Terraform takes `"true"` for `true`, and some arguments are texts on purpose. */
export const isTrue = (value: Json | undefined): boolean => value === true || value === 'true';
export const isFalse = (value: Json | undefined): boolean => value === false || value === 'false';

/** A list as it is, nothing as an empty one, anything else as a list of one. */
export const listOf = (value: Json | undefined): readonly Json[] => {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
};

/** The blocks of a name, however many there are. */
export const blocksOf = (value: Json | undefined): readonly JsonObject[] =>
  listOf(value).filter(isObject);

export const textsOf = (value: Json | undefined): readonly string[] =>
  listOf(value).flatMap((item) => (typeof item === 'string' ? [item] : []));

export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** A single value as a text, whatever it was written as; empty for anything else. */
export const wordOf = (value: Json | undefined): string =>
  value === undefined || value === null || typeof value === 'object' ? '' : String(value);

/** A number, also one that is written as a text. */
export const numberOf = (value: Json | undefined): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
};

/** Follows names into blocks; of several blocks the first one counts. */
export function valueAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let current = value;
  for (const name of path) {
    const [first] = blocksOf(current);
    current = first?.[name];
  }
  return current;
}

export type Leaf = { readonly path: readonly string[]; readonly value: Json };

/** Every value that has no further values inside, with the names that lead to it. */
export function leavesOf(value: Json, path: readonly string[] = []): Leaf[] {
  if (isList(value)) return value.flatMap((item) => leavesOf(item, path));
  if (!isObject(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...path, name]));
}

/** Every object inside of a value, itself included. */
export function objectsIn(value: Json): JsonObject[] {
  if (isList(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

/** `undefined` when the text is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
