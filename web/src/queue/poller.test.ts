/** When the status is asked for: by the law, one at a time, not while nobody looks, not beside a stream. */
import { queuePoll } from '@onsale/contract/queue-poll.ts';
import { describe, expect, it } from 'vitest';
import { nextAskMs, Poller } from './poller.ts';
import type { QueueStatus } from './queries.ts';
import { statusOf } from './testing.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

function world(answer: () => QueueStatus | undefined = () => statusOf()) {
  const time = { nowMs: 0, asked: 0, answers: [] as (() => void)[], isHeld: false };
  let timer: { atMs: number; action: () => void } | undefined;
  const poller = new Poller({
    nowMs: () => time.nowMs,
    random: () => 0,
    after(delayMs, action) {
      const own = { atMs: time.nowMs + delayMs, action };
      timer = own;
      return () => {
        if (timer === own) timer = undefined;
      };
    },
    async ask() {
      time.asked += 1;
      if (time.isHeld) await new Promise<void>((resolve) => time.answers.push(resolve));
      return answer();
    },
  });
  async function pass(ms: number): Promise<void> {
    const endMs = time.nowMs + ms;
    while (timer !== undefined && timer.atMs <= endMs) {
      const { atMs, action } = timer;
      timer = undefined;
      time.nowMs = atMs;
      action();
      await settle();
    }
    time.nowMs = endMs;
  }
  return { poller, time, pass };
}

describe('the next question', () => {
  const { floorMs, ceilingMs, divisor } = queuePoll;
  const nowMs = Date.parse('2027-01-01T00:00:00.000Z');

  it('comes later for who waits longer', () => {
    const status = statusOf({ servedUpTo: 0, perMinute: 60 });
    expect(nextAskMs(status, 1, nowMs, 0)).toBe(floorMs);
    expect(nextAskMs(status, 300, nowMs, 0)).toBe(300_000 / divisor);
    expect(nextAskMs(status, 100_000, nowMs, 0)).toBe(ceilingMs);
    expect(nextAskMs(status, undefined, nowMs, 0)).toBe(ceilingMs);
  });

  it('comes soon for the first in a line that has not moved yet, unless something is in its way', () => {
    const quiet = statusOf({ perMinute: 0, reason: 'nobody' });
    expect(nextAskMs(quiet, 1, nowMs, 0)).toBe(floorMs);
    expect(nextAskMs(quiet, 100_000, nowMs, 0)).toBe(ceilingMs);
    expect(nextAskMs({ ...quiet, reason: 'all_held' }, 1, nowMs, 0)).toBe(ceilingMs);
    expect(nextAskMs({ ...quiet, phase: 'paused', reason: 'paused' }, 1, nowMs, 0)).toBe(ceilingMs);
  });

  it('is spread after the opening of the room and of the sale', () => {
    const opensAt = '2027-01-01T00:00:05.000Z';
    const saleOpensAt = '2027-01-01T00:00:20.000Z';
    const closed = statusOf({ phase: 'closed', opensAt, saleOpensAt });
    expect(nextAskMs(closed, undefined, nowMs, 0)).toBe(5_000);
    expect(nextAskMs(closed, undefined, nowMs, 0.5)).toBe(5_000 + ceilingMs / 6);
    expect(nextAskMs(statusOf({ phase: 'gathering', saleOpensAt }), undefined, nowMs, 0)).toBe(
      20_000,
    );
    expect(nextAskMs(statusOf({ phase: 'drawing' }), undefined, nowMs, 0)).toBe(floorMs);
  });
});

describe('the poller', () => {
  it('asks at once when nothing is known, and then by the law', async () => {
    const { poller, time, pass } = world();
    poller.start(undefined);
    await settle();
    expect(time.asked).toBe(1);
    await pass(queuePoll.ceilingMs - 1);
    expect(time.asked).toBe(1);
    await pass(1);
    expect(time.asked).toBe(2);
    poller.setPosition(1);
    await pass(10 * queuePoll.floorMs);
    expect(time.asked).toBe(12);
    poller.stop();
    const { asked } = time;
    await pass(1_000_000);
    expect(time.asked).toBe(asked);
  });

  it('asks nothing while hidden, and at once when seen again, once', async () => {
    const { poller, time, pass } = world();
    poller.start(statusOf());
    poller.setVisible(false);
    await pass(1_000_000);
    expect(time.asked).toBe(0);
    time.isHeld = true;
    poller.setVisible(true);
    poller.setVisible(false);
    poller.setVisible(true);
    poller.askSoon();
    await settle();
    expect(time.asked).toBe(1);
    time.answers[0]?.();
    await settle();
    await pass(queuePoll.ceilingMs);
    expect(time.asked).toBe(2);
  });

  it('asks at the longest interval while hidden for who wants to be told', async () => {
    const { poller, time, pass } = world(() => statusOf({ perMinute: 100 }));
    poller.start(statusOf({ perMinute: 100 }));
    poller.setPosition(2);
    poller.setAsksHidden(true);
    poller.setVisible(false);
    await pass(4 * queuePoll.ceilingMs);
    expect(time.asked).toBe(4);
  });

  it('hardly asks while a stream tells it, and at the pace of the law when that is gone', async () => {
    const { poller, time, pass } = world();
    poller.start(statusOf());
    poller.setStreamed(true);
    for (let second = 0; second < 80; second++) {
      poller.hear(statusOf({ version: second }));
      // oxlint-disable-next-line no-await-in-loop -- one second after the other
      await pass(1_000);
    }
    expect(time.asked).toBe(0);
    await pass(90_000);
    expect(time.asked).toBe(1);
    poller.setStreamed(false);
    await pass(queuePoll.ceilingMs);
    expect(time.asked).toBe(2);
  });

  it('asks less and less often when nobody answers, and goes on by the law when somebody does', async () => {
    const isUp = { now: false };
    const { poller, time, pass } = world(() => (isUp.now ? statusOf() : undefined));
    poller.start(undefined);
    await settle();
    await pass(600_000);
    expect(time.asked).toBeLessThan(30);
    isUp.now = true;
    await pass(60_000);
    const { asked } = time;
    await pass(3 * queuePoll.ceilingMs);
    expect(time.asked - asked).toBe(3);
  });
});
