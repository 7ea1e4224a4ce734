/** Every cell of the table, written down a second time: a change of it has to be made on purpose. */
import { describe, expect, it } from 'vitest';
import { type Edge, entryEvents, entryRows, entryTable, rowOf } from './entry-table.ts';

/** Columns in the order of `entryEvents`; `.` keeps the entry as it is. */
const expected: Readonly<Record<(typeof entryRows)[number], string>> = {
  //        offer   buy    give back lapse  leave close     forbid        merge
  WAITING: 'OFFERED .      .         .      left  sale_over limit_reached merged',
  OFFERED: '.       bought declined  lapsed .     .         .             merged',
  ENDED: '  .       .      .         .      .     .         .             .',
  LAPSED: ' .       bought .         .      .     .         .             .',
};

describe.each(entryRows)('%s', (row) => {
  const cells = expected[row].trim().split(/\s+/);
  it.each(entryEvents.map((event, at) => [event, cells[at]] as const))('%s: %s', (event, cell) => {
    const edge: Edge = entryTable[row][event];
    expect(edge === 'keep' ? '.' : 'to' in edge ? edge.to : edge.end).toBe(cell);
  });
  it('has an answer to every event', () => expect(cells).toHaveLength(entryEvents.length));
});

it('an entry whose offer ran out is told apart from other ended ones', () => {
  expect(rowOf('ENDED', 'lapsed')).toBe('LAPSED');
  expect(rowOf('ENDED', 'left')).toBe('ENDED');
  expect(rowOf('WAITING', null)).toBe('WAITING');
});
