/** The contract of a feed as tests, and a subscriber that writes down what it hears. */
import { afterEach, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import type { Feed, FeedMessage, Subscription } from '../../src/shared/contract.ts';
import type { Share } from './contract-suite.ts';
import { randomUUID } from 'node:crypto';

export type Heard = {
  /** Positions in the order in which they came; a gap is a pair. */
  readonly events: (number | readonly [number, number])[];
  readonly bodies: string[];
  lost: number;
  back: number;
  readonly subscription: Subscription;
};

export function listen(feed: Feed, after = 0, onBatch?: () => Promise<void>): Heard {
  const heard = { events: [], bodies: [], lost: 0, back: 0 } as Omit<Heard, 'subscription'>;
  const subscription = feed.subscribe({
    after,
    async onMessages(messages) {
      await onBatch?.();
      for (const { position, body } of messages) {
        heard.events.push(position);
        heard.bodies.push(body);
      }
    },
    onGap: (from, to) => void heard.events.push([from, to]),
    onLost: () => void heard.lost++,
    onBack: () => void heard.back++,
  });
  return Object.assign(heard, { subscription });
}

export const numbered = (from: number, to: number): FeedMessage[] =>
  Array.from({ length: to - from + 1 }, (_, n) => ({
    position: from + n,
    body: `message ${from + n}`,
  }));

const range = (from: number, to: number): number[] =>
  numbered(from, to).map(({ position }) => position);

export function describeFeed(share: Share): void {
  const open: Heard[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ subscription }) => subscription.close()));
  });
  const hear = (name: string, after?: number, onBatch?: () => Promise<void>): Heard => {
    const heard = listen(share.any().feed(name), after, onBatch);
    open.push(heard);
    return heard;
  };
  const publish = (name: string, from: number, to: number): Promise<void> =>
    share.any().feed(name).publish(numbered(from, to));
  const until = (heard: Heard, position: number): Promise<true> =>
    waitFor(`position ${position}, heard ${JSON.stringify(heard.events.slice(-5))}`, () =>
      heard.subscription.position >= position ? true : undefined,
    );

  it('hands everything to every subscriber, in order and once', async () => {
    const name = randomUUID();
    const heard = [hear(name), hear(name), hear(name)];
    for (let from = 1; from <= 1_000; from += 100) await publish(name, from, from + 99);
    for (const one of heard) {
      await until(one, 1_000);
      expect(one.events).toEqual(range(1, 1_000));
      expect(one.bodies[499]).toBe('message 500');
      expect(one.lost).toBe(0);
    }
  });

  it('hands what is published while somebody waits', async () => {
    const name = randomUUID();
    const heard = hear(name);
    for (let position = 1; position <= 20; position++) {
      await publish(name, position, position);
      await until(heard, position);
    }
    expect(heard.events).toEqual(range(1, 20));
  });

  it('goes on where a subscriber left off', async () => {
    const name = randomUUID();
    await publish(name, 1, 600);
    const heard = hear(name, 250);
    await until(heard, 600);
    expect(heard.events).toEqual(range(251, 600));
  });

  it('leaves out what was published before', async () => {
    const name = randomUUID();
    const heard = hear(name);
    await publish(name, 1, 10);
    await publish(name, 5, 12);
    await publish(name, 3, 3);
    await until(heard, 12);
    expect(heard.events).toEqual(range(1, 12));
  });

  it('says what is missing before it goes on', async () => {
    const name = randomUUID();
    const heard = hear(name, 2);
    await publish(name, 6, 7);
    await until(heard, 7);
    await share
      .any()
      .feed(name)
      .publish([...numbered(9, 9), ...numbered(12, 12)]);
    await until(heard, 12);
    expect(heard.events).toEqual([[3, 5], 6, 7, [8, 8], 9, [10, 11], 12]);
  });

  it('waits for a slow subscriber, and forgets what it skips', async () => {
    const name = randomUUID();
    const gate = Promise.withResolvers<void>();
    const heard = hear(name, 0, () => gate.promise);
    await publish(name, 1, 2);
    await publish(name, 3, 900);
    expect(heard.events).toEqual([]);
    heard.subscription.skipTo(880);
    gate.resolve();
    await until(heard, 900);
    expect(heard.events.slice(-20)).toEqual(range(881, 900));
    expect(heard.events.filter((event) => typeof event !== 'number')).toEqual([]);
  });

  it('says nothing after it was closed', async () => {
    const name = randomUUID();
    const [closed, other] = [hear(name), hear(name)];
    await publish(name, 1, 1);
    await until(closed, 1);
    await closed.subscription.close();
    await publish(name, 2, 2);
    await until(other, 2);
    expect(closed.events).toEqual([1]);
  });

  it('takes messages of any text, and of a bounded length', async () => {
    const name = randomUUID();
    const feed = share.any().feed(name);
    const heard = hear(name);
    const body = `{"좌석":"A-1\\u0000\n🎟"}${'x'.repeat(60_000)}`;
    await feed.publish(range(1, 40).map((position) => ({ position, body })));
    await until(heard, 40);
    expect(heard.bodies.every((one) => one === body)).toBe(true);
    await expect(feed.publish([{ position: 41, body: 'x'.repeat(65_537) }])).rejects.toThrow(
      'short',
    );
  });
}
