/** The stand-in decides as the library does, for all that messages of the live channel are made of. */
import * as fc from 'fast-check';
import { Type as LibraryType } from 'typebox';
import { Value as LibraryValue } from 'typebox/value';
import { expect, it } from 'vitest';
import { Type, Value } from './small-schemas.ts';

/** The same schemas from both; what is common to their types is enough here. */
const schemasOf = (T: typeof LibraryType) => {
  const count = T.Integer({ minimum: 0, maximum: 5 });
  return [
    count,
    T.Literal('delta'),
    T.Literal(1),
    T.String({ maxLength: 3 }),
    T.Unsafe<string>(T.String({ pattern: '^(event|queue):[1-9]$' })),
    T.Array(count, { maxItems: 2 }),
    T.Tuple([count, T.Literal(1)]),
    T.Object({ v: T.Literal(1), seq: count, reset: T.Optional(T.Literal(true)) }),
    T.Object({ seats: T.Array(T.Tuple([count, count]), { maxItems: 3 }) }),
  ];
};

const library = schemasOf(LibraryType);
const own = schemasOf(Type as unknown as typeof LibraryType);

/** As JSON has it: nothing is undefined. */
const leaf = fc.oneof(
  fc.integer({ min: -1, max: 6 }),
  fc.constantFrom('delta', 'event:1', 'queue:0', 'abcd', '', 1.5, Number.NaN, null, true),
);
const list = fc.oneof(fc.array(leaf, { maxLength: 3 }), fc.array(fc.tuple(leaf, leaf)));
const record = fc.record(
  { v: leaf, seq: leaf, reset: leaf, seats: list, more: leaf },
  { requiredKeys: [] },
);

it('agrees about everything', () => {
  const verdicts = new Set<boolean>();
  fc.assert(
    fc.property(fc.oneof(leaf, list, record), (value) => {
      for (const [index, schema] of library.entries()) {
        const wanted = LibraryValue.Check(schema, value);
        verdicts.add(wanted);
        expect([index, Value.Check(own[index] as never, value)]).toEqual([index, wanted]);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(verdicts.size).toBe(2);
});

it('asks nothing of what stands for anything', () => {
  expect(Value.Check(Type.Object({ status: {} }), { status: 7 })).toBe(true);
  expect(Value.Check(Type.Object({ status: {} }), {})).toBe(false);
});
