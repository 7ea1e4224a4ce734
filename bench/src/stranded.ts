/**
 * What choosing for people is good for: couples to parties of four come to an arena until none of them
 * finds places side by side, and the seats that are left then are stranded. Without a server: only the
 * choices count.
 */
import { sampleHalls } from '@onsale/server/src/catalog/model/halls/sample-halls.ts';
import { bestAvailable } from '@onsale/server/src/inventory/model/choose/best-available.ts';
import {
  buildSeatIndex,
  type SeatIndex,
} from '@onsale/server/src/inventory/model/choose/seat-index.ts';
import { freeSegments } from '@onsale/server/src/inventory/model/choose/free-segments.ts';
import { createRandom, type Random } from '@onsale/server/src/lib/random.ts';

type Choose = (
  index: SeatIndex,
  states: Uint8Array,
  party: number,
) => readonly number[] | undefined;

const SOLD = 2;
const PARTIES = [2, 3, 4];

/** One line for whoever watches the bench. */
export function describeStranded(seed = 20_260): string {
  const plan = sampleHalls().find(({ code }) => code === 'arena')?.plan;
  if (plan === undefined) throw new Error('the arena is gone');
  const index = buildSeatIndex(plan);
  const percent = (choose: Choose): string =>
    `${(100 * strandedShare(index, choose, createRandom(seed))).toFixed(1)} %`;
  const byHand = createRandom(seed + 1);
  return (
    `stranded when parties of 2-4 fit nowhere side by side: ${percent(best)} of the seats when the ` +
    `house chooses, ${percent((...at) => anywhere(byHand, ...at))} when people pick anywhere`
  );
}

/** Share of the seats that are free when nobody fits any more. */
export function strandedShare(index: SeatIndex, choose: Choose, random: Random): number {
  const states = new Uint8Array(index.seatCount);
  const open = freeSegments(index, states, { released: false });
  const seats = open.from.reduce((sum, from, at) => sum + (open.to[at] ?? from) - from, 0);
  let taken = 0;
  let coming = [...PARTIES];
  while (coming.length > 0) {
    const party = coming[Math.floor(random.fraction() * coming.length)] ?? 2;
    const chosen = choose(index, states, party);
    if (chosen === undefined) coming = coming.filter((size) => size !== party);
    else for (const seat of chosen) states[seat] = SOLD;
    taken += chosen?.length ?? 0;
  }
  return 1 - taken / seats;
}

/** The best there is, as long as it is side by side. */
export function best(
  index: SeatIndex,
  states: Uint8Array,
  party: number,
): readonly number[] | undefined {
  const choice = bestAvailable(index, states, { party, count: 1 });
  return choice.ok && choice.rung <= 2 ? choice.suggestions[0]?.seats : undefined;
}

/** Any neighbours, each place as likely as any other. */
export function anywhere(
  random: Random,
  index: SeatIndex,
  states: Uint8Array,
  party: number,
): readonly number[] | undefined {
  const { from, to } = freeSegments(index, states, { released: false });
  const starts = from.flatMap((first, at) => {
    const places = (to[at] ?? first) - first - party + 1;
    return Array.from({ length: Math.max(0, places) }, (_, place) => first + place);
  });
  const start = starts[Math.floor(random.fraction() * starts.length)];
  return start === undefined ? undefined : Array.from({ length: party }, (_, i) => start + i);
}
