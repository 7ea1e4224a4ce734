/** What a crowd in one process is offered: never the same seats twice, and seats that leave no single. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../lib/random.ts';
import { hall } from './model/choose/text-hall.ts';
import { InventoryView } from './model/view.ts';
import { SeatPicker } from './seat-picker.ts';

let monotonicMs = 0;
let view: InventoryView;
let picker: SeatPicker;

function open(drawn: string): void {
  const { index, states } = hall(drawn);
  view = new InventoryView(index.seatCount, 0);
  view.apply({ pools: [], seats: [...states].map((state, seat) => [seat, state, 0, 0] as const) });
  const random = createRandom(7);
  const clock = { monotonicMs: () => monotonicMs };
  picker = new SeatPicker({
    index,
    view,
    clock,
    databaseNowMs: () => 1_000,
    random: () => random.fraction(),
  });
}

const version = new Map<number, number>();
const change = (state: number, ...seats: number[]): void => {
  const told = seats.map((seat) => {
    version.set(seat, (version.get(seat) ?? 0) + 1);
    return [seat, state, version.get(seat) ?? 1, 0] as const;
  });
  view.apply({ pools: [], seats: told });
};
const pick = (party: number): readonly number[] => {
  const choice = picker.pick({ party }, false);
  return choice.ok ? choice.seats : [];
};

beforeEach(() => {
  monotonicMs = 0;
  version.clear();
});

describe('a crowd', () => {
  it('is offered seats that nobody else is about to get, until none are left', async () => {
    open('..........\n..........\n..........');
    const landings: Promise<void>[] = [];
    const offered: number[] = [];
    const answers: (() => void)[] = [];
    for (;;) {
      const seats = pick(2);
      if (seats.length === 0) break;
      offered.push(...seats);
      const taking = (): Promise<void> => new Promise((resolve) => answers.push(resolve));
      landings.push(picker.whileTaking(seats, taking));
    }
    expect(new Set(offered).size).toBe(offered.length);
    expect(offered.length).toBeGreaterThanOrEqual(28);
    const none = picker.pick({ party: 2 }, false);
    expect(none).toMatchObject({ ok: false, mayCome: true });
    // None of them got anything: everything is to be had again.
    for (const answer of answers) answer();
    await Promise.all([...landings, picker.landed()]);
    expect(pick(2)).toHaveLength(2);
  });

  it('is not offered what was prepared and has been taken since, or would now leave a single', async () => {
    open('............');
    const never = new Promise<void>(() => {});
    void picker.whileTaking([0, 1], () => never);
    // Prepares more than it takes.
    const first = pick(2);
    void picker.whileTaking(first, () => never);
    const gone = new Set([0, 1, ...first]);
    for (let party = 0; party < 4; party++) {
      const seats = pick(2);
      for (const seat of seats) expect(gone.has(seat)).toBe(false);
      const left = Array.from({ length: 12 }, (_, seat) => seat).filter(
        (seat) => !gone.has(seat) && !seats.includes(seat),
      );
      const singles = left.filter((seat) => !left.includes(seat - 1) && !left.includes(seat + 1));
      expect(singles).toEqual([]);
      for (const seat of seats) gone.add(seat);
      change(2, ...seats);
    }
    await Promise.resolve();
  });
});

describe('what somebody was refused', () => {
  it('is not offered for a while, and then again unless the outbox has told who has it', () => {
    open('XXXX..XXXX');
    expect(pick(2)).toEqual([4, 5]);
    picker.doubt([4]);
    expect(pick(2)).toEqual([]);
    expect(picker.isFree(4)).toBe(false);
    monotonicMs += 2_001;
    change(0, 9);
    expect(pick(2)).toEqual([4, 5]);
  });
});

describe('alone', () => {
  it('everybody is offered the very best, and the best again when it comes back', () => {
    open('..........');
    const best = pick(2);
    expect(best).toEqual([4, 5]);
    change(2, ...best);
    expect(pick(2)).not.toEqual(best);
    change(0, ...best);
    expect(pick(2)).toEqual(best);
  });
});
