/** Nothing that was given is given again, and a page is not overrun. */
import { expect, test } from 'vitest';
import { pooledBytes } from './pooled-bytes.ts';

/** Pages whose bytes count up, so that every piece says where it is from. */
function countingSource() {
  const drawn: number[] = [];
  let next = 0;
  const draw = (bytes: number): Buffer => {
    drawn.push(bytes);
    const page = Buffer.alloc(bytes);
    for (let i = 0; i + 4 <= bytes; i += 4) page.writeUInt32BE(next++, i);
    return page;
  };
  return { drawn, draw };
}

test('pieces of many pages are all different and as long as asked for', () => {
  const { drawn, draw } = countingSource();
  const bytes = pooledBytes(draw);
  const pieces = Array.from({ length: 2_000 }, () => bytes(16));
  expect(pieces.every(({ length }) => length === 16)).toBe(true);
  expect(new Set(pieces.map((piece) => piece.toString('hex'))).size).toBe(2_000);
  // 512 of a page.
  expect(drawn).toHaveLength(4);
});

test('what does not fit into the rest of a page comes from the next one', () => {
  const { draw } = countingSource();
  const bytes = pooledBytes(draw);
  const seen = new Set<number>();
  for (let i = 0; i < 1_000; i++) {
    const piece = bytes(12);
    expect(piece).toHaveLength(12);
    for (let at = 0; at < 12; at += 4) seen.add(piece.readUInt32BE(at));
  }
  expect(seen.size).toBe(3_000);
});

test('large requests go to the source', () => {
  const { drawn, draw } = countingSource();
  expect(pooledBytes(draw)(4_096)).toHaveLength(4_096);
  expect(drawn).toEqual([4_096]);
});
