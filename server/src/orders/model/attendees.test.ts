/** Names of those who come. */
import { expect, it } from 'vitest';
import { attendeesOf } from './attendees.ts';

const asks = { askNames: true };

it('are asked for, one per place, and kept without the spaces around them', () => {
  expect(attendeesOf(asks, [' Kim Ha-neul ', 'Ada'], 2)).toEqual({
    ok: true,
    value: ['Kim Ha-neul', 'Ada'],
  });
  for (const said of [undefined, ['Ada'], ['Ada', '  ']]) {
    expect(attendeesOf(asks, said, 2)).toMatchObject({ ok: false, code: 'invalid_request' });
  }
});

it('are not kept where nobody asks', () => {
  expect(attendeesOf({ askNames: false }, ['Ada', 'Bob'], 2)).toEqual({
    ok: true,
    value: [null, null],
  });
});
