/** Which resources an expression speaks of. */
import { type Json, leavesOf } from './json.ts';

export type Reference = {
  /** `aws_vpc.main`, `data.terraform_remote_state.network`. */
  readonly address: string;
  /** What of it is read, e.g. `arn` or `outputs.vpc`; empty for the whole. */
  readonly attribute: string;
};

/** `data.`, type, name; indexes; what of it is read. */
const pattern = new RegExp(
  String.raw`(?<![\w.-])((?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*)` +
    String.raw`(?:\[[^\]]*\])*(?:\.([\w.-]+))?`,
  'g',
);

/** The insides of `${...}`, with braces inside of them balanced. */
export function interpolationsIn(text: string): string[] {
  const found: string[] = [];
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', start + 2)) {
    let depth = 1;
    let end = start + 2;
    for (; end < text.length && depth > 0; end += 1) {
      if (text[end] === '{') depth += 1;
      if (text[end] === '}') depth -= 1;
    }
    found.push(text.slice(start + 2, depth === 0 ? end - 1 : end));
  }
  return found;
}

/** Every reference inside of a value, however deep. */
export const referencesIn = (value: Json): Reference[] =>
  leavesOf(value).flatMap(({ value: leaf }) =>
    typeof leaf === 'string' && leaf.includes('${') ? referencesInText(leaf) : [],
  );

const referencesInText = (text: string): Reference[] =>
  interpolationsIn(text).flatMap((inside) =>
    [...inside.matchAll(pattern)].map(([, address = '', attribute = '']) => ({
      address,
      attribute,
    })),
  );
