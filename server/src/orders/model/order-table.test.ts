/** Every cell of the table, written down a second time: a change of it has to be made on purpose. */
import { describe, expect, it } from 'vitest';
import { orderEvents, orderRows, orderTable } from './order-table.ts';

/** Columns in the order of `orderEvents`; `.` keeps the order as it is, `!` refuses. */
const expected: Readonly<Record<(typeof orderRows)[number], string>> = {
  //        pay                  paid     surplus decl.  canc.  conf.    not conf. cancel               end    res.ended given back
  OPEN: 'PAYING                 PAID     .       .      .      .        .         ENDING               ENDING ENDED     .',
  PAYING:
    '!payment_in_progress  PAID     .       OPEN   OPEN   .        .         !payment_in_progress ENDING .         .',
  PAID: '!payment_in_progress    .        .       .      .      COMPLETE ENDING    !payment_in_progress ENDING .         .',
  COMPLETE:
    '!invalid_transition .        .       .      .      .        .         ENDING               ENDING ENDING    .',
  ENDING:
    '!invalid_transition   .        .       .      .      .        .         .                    .      .         ENDED',
  ENDED:
    '!invalid_transition    ENDING   ENDING  .      .      ENDING   .         .                    .      .         .',
  LAPSED:
    '!hold_expired         PAID     ENDING  .      .      ENDING   .         .                    .      .         .',
};

describe.each(orderRows)('%s', (row) => {
  const cells = expected[row].split(/\s+/);
  it.each(orderEvents.map((event, at) => [event, cells[at]] as const))('%s: %s', (event, cell) => {
    const edge = orderTable[row][event];
    const is = typeof edge === 'string' ? '.' : 'to' in edge ? edge.to : `!${edge.refuse}`;
    expect(is).toBe(cell);
  });
});

it('has as many columns as there are events', () => {
  for (const row of orderRows) expect(expected[row].split(/\s+/)).toHaveLength(orderEvents.length);
});
