/** Group commit by itself: when batches leave, how large, in which order, and who is turned away. */
import { describe, expect, it } from 'vitest';
import { Lane, type LaneOptions } from './lane.ts';

type Batch = {
  readonly commands: readonly number[];
  land(answers?: readonly (string | Promise<string>)[]): Promise<void>;
  fail(error: Error): Promise<void>;
};

/** The end of this turn of the event loop, and what follows from it. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function laneWith(options: Partial<LaneOptions<number, string>> = {}) {
  const batches: Batch[] = [];
  const time = { ms: 0 };
  const sizes: number[] = [];
  const lane = new Lane<number, string>({
    batchMax: 10,
    inFlightMax: 1,
    queueMax: 100,
    waitMaxMs: 1_000,
    clock: { monotonicMs: () => time.ms },
    busy: (command) => `busy ${command}`,
    onBatch: (size) => sizes.push(size),
    run: (commands) =>
      new Promise((resolve, reject) => {
        batches.push({
          commands,
          async land(answers = commands.map((command) => `done ${command}`)) {
            resolve(answers);
            await turn();
          },
          async fail(error) {
            reject(error);
            await turn();
          },
        });
      }),
    ...options,
  });
  const submit = (...commands: number[]) => commands.map((command) => lane.submit(command));
  const sent = () => batches.map((batch) => batch.commands);
  const batch = (n: number): Batch => {
    const left = batches[n];
    if (left === undefined) throw new Error(`batch ${n} has not left`);
    return left;
  };
  return { lane, time, sizes, submit, sent, batch };
}

describe('a lane', () => {
  it('gathers one turn of the event loop, then sends the batch at once', async () => {
    const { submit, sent, batch } = laneWith();
    const answers = submit(1, 2, 3);
    expect(sent()).toEqual([]);
    await turn();
    expect(sent()).toEqual([[1, 2, 3]]);
    await batch(0).land();
    expect(await Promise.all(answers)).toEqual(['done 1', 'done 2', 'done 3']);
  });

  it('sends the next batch as one lands, with all that gathered meanwhile', async () => {
    const { submit, sent, batch, sizes } = laneWith();
    void submit(1);
    await turn();
    void submit(2, 3);
    await turn();
    void submit(4);
    await turn();
    expect(sent()).toEqual([[1]]);
    await batch(0).land();
    expect(sent()).toEqual([[1], [2, 3, 4]]);
    expect(sizes).toEqual([1, 3]);
  });

  it('has no more batches in flight and none larger than allowed, in order', async () => {
    const { lane, submit, sent, batch } = laneWith({ batchMax: 2, inFlightMax: 2 });
    void submit(1, 2, 3, 4, 5, 6, 7);
    await turn();
    expect(sent()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(lane.depth).toBeGreaterThanOrEqual(3);
    await batch(1).land();
    expect(sent().at(-1)).toEqual([5, 6]);
    await batch(0).land();
    await batch(2).land();
    await batch(3).land();
    expect(sent().at(-1)).toEqual([7]);
    expect(lane.depth).toBe(0);
  });

  it('turns away what exceeds the queue', async () => {
    const { submit, sent } = laneWith({ queueMax: 2 });
    const answers = submit(1, 2, 3);
    expect(await answers[2]).toBe('busy 3');
    await turn();
    expect(sent()).toEqual([[1, 2]]);
  });

  it('turns away what waited too long, without running it', async () => {
    const { time, submit, sent, batch } = laneWith();
    void submit(1);
    await turn();
    const [late] = submit(2);
    time.ms = 600;
    const [timely] = submit(3);
    time.ms = 1_001;
    await batch(0).land();
    expect(await late).toBe('busy 2');
    expect(sent()).toEqual([[1], [3]]);
    await batch(1).land();
    expect(await timely).toBe('done 3');
  });

  it('finds the ones that can still be run behind any number that waited too long', async () => {
    const { time, submit, sent, batch } = laneWith({ batchMax: 1 });
    void submit(0);
    await turn();
    const late = submit(...Array.from({ length: 20 }, (_, i) => i + 1));
    time.ms = 900;
    const [timely] = submit(21);
    time.ms = 1_001;
    await batch(0).land();
    expect(await Promise.all(late)).toEqual(late.map((_, i) => `busy ${i + 1}`));
    expect(sent()).toEqual([[0], [21]]);
    await batch(1).land();
    expect(await timely).toBe('done 21');
  });
});

/** At most one of each parity in a batch. */
const gate = () => {
  const seen = new Set<number>();
  return (command: number): boolean => {
    if (seen.has(command % 2)) return false;
    seen.add(command % 2);
    return true;
  };
};

describe('a gate', () => {
  it('keeps commands for the next batch, ahead of later ones', async () => {
    const { submit, sent, batch } = laneWith({ gate });
    void submit(1, 3, 2, 5);
    await turn();
    await batch(0).land();
    await batch(1).land();
    await batch(2).land();
    expect(sent()).toEqual([[1, 2], [3], [5]]);
  });

  it('is looked past for a bounded number of commands only', async () => {
    const { submit, sent } = laneWith({ gate, batchMax: 2 });
    void submit(1, 3, 5, 7, 9, 11, 13, 2);
    await turn();
    expect(sent()).toEqual([[1]]);
  });
});

describe('answers', () => {
  it('that are promises do not hold up the lane', async () => {
    const { submit, sent, batch } = laneWith();
    const [first] = submit(1);
    await turn();
    void submit(2);
    const later = Promise.withResolvers<string>();
    await batch(0).land([later.promise]);
    expect(sent()).toEqual([[1], [2]]);
    later.resolve('settled 1');
    expect(await first).toBe('settled 1');
  });

  it('of a batch that fails are rejections, and the lane goes on', async () => {
    const { submit, sent, batch } = laneWith();
    const failed = Promise.allSettled(submit(1, 2));
    await turn();
    void submit(3);
    await batch(0).fail(new Error('no database'));
    expect(await failed).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(sent()).toEqual([[1, 2], [3]]);
  });

  it('that are too few reject the rest', async () => {
    const { submit, batch } = laneWith();
    const all = Promise.allSettled(submit(1, 2));
    await turn();
    await batch(0).land(['done 1']);
    expect(await all).toMatchObject([
      { status: 'fulfilled', value: 'done 1' },
      { status: 'rejected' },
    ]);
  });
});
