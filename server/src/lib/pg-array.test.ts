/** Array literals come back from PostgreSQL's own grammar as what went in; here by a parser of it. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainArray, textArray } from './pg-array.ts';

/** Reads a one-dimensional array literal by the rules of the manual (section 8.15.6). */
function parse(literal: string): (string | null)[] {
  expect(literal.at(0) + (literal.at(-1) ?? '')).toBe('{}');
  const values: (string | null)[] = [];
  let at = 1;
  while (at < literal.length - 1) {
    if (literal[at] === ',') at++;
    const quoted = /^"(?:[^"\\]|\\[\s\S])*"/.exec(literal.slice(at))?.[0];
    const bare = /^[^,}"\\]*/.exec(literal.slice(at))?.[0] ?? '';
    values.push(unquote(quoted, bare));
    at += (quoted ?? bare).length;
  }
  return values;
}

function unquote(quoted: string | undefined, bare: string): string | null {
  if (quoted !== undefined) return quoted.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1');
  return bare === 'NULL' ? null : bare;
}

it('quotes any text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (values) => {
      expect(parse(textArray(values))).toEqual(values);
    }),
  );
  const awkward = ['', 'NULL', '{a,b}', '"', '\\', 'a"b\\c', ' 홍길동 ', '\n'];
  expect(parse(textArray(awkward))).toEqual(awkward);
});

it('joins numbers, booleans, ids and nulls', () => {
  expect(plainArray([])).toBe('{}');
  expect(plainArray([1, 'a-b', true, null])).toBe('{1,a-b,true,NULL}');
});
