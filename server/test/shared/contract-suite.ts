/** The contract of shared state as tests: every engine has to pass the same ones. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { bounds } from '../../src/shared/bounds.ts';
import type { SharedState } from '../../src/shared/contract.ts';
import { describeFeed } from './feed-suite.ts';

export type Opened = {
  /** As several processes would have it; they share one state. */
  readonly processes: readonly SharedState[];
  close(): Promise<void>;
};

export type Share = {
  /** One of the processes; each call may answer another one. */
  any(): SharedState;
  at(index: number): SharedState;
};

/** A name that no other test has. */
export const fresh = (): string => randomUUID();

export function describeContract(open: () => Promise<Opened>, hookTimeoutMs = 60_000): void {
  let opened: Opened | undefined;
  let turn = 0;
  const at = (index: number): SharedState => {
    const processes = opened?.processes ?? [];
    const one = processes[index % processes.length];
    if (one === undefined) throw new Error('the engine was not opened');
    return one;
  };
  const share: Share = { at, any: () => at(turn++) };
  beforeAll(async () => {
    opened = await open();
  }, hookTimeoutMs);
  afterAll(() => opened?.close());

  describe('limiter', () => {
    describeLimiter(share);
  });
  describe('once', () => {
    describeOnce(share);
  });
  describe('distinct', () => {
    describeDistinct(share);
  });
  describe('cache', () => {
    describeCache(share);
  });
  describe('feed', () => {
    describeFeed(share);
  });

  it('is healthy', async () => {
    const { engine } = share.any();
    const { state, latencyMs } = await share.any().health();
    expect(state).toBe(engine === 'redis' ? 'up' : 'embedded');
    expect(latencyMs).toBeGreaterThanOrEqual(0);
  });
}

const times = <Value>(count: number, work: (n: number) => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

/** So slow that no token comes back while a test lasts. */
const SLOW = 1 / 3_600;

function describeLimiter(share: Share): void {
  it('admits exactly the burst when 1,000 come at once from everywhere', async () => {
    const name = `test:${fresh()}`;
    const rate = { perSecond: SLOW, burst: 70 };
    const waits = await times(1_000, () => share.any().limiter.take(name, rate));
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(70);
    // Whoever is refused is told when the next token comes: an hour from now.
    const late = waits.filter((waitMs) => waitMs > 0);
    expect(Math.min(...late)).toBeGreaterThan(3_500_000);
    expect(Math.max(...late)).toBeLessThanOrEqual(3_600_001);
  });

  it('gives tokens back with time, and one who waits as told gets in', async () => {
    const name = `test:${fresh()}`;
    const rate = { perSecond: 20, burst: 2 };
    await times(2, () => share.any().limiter.take(name, rate));
    const waitMs = await share.any().limiter.take(name, rate);
    expect(waitMs).toBeLessThanOrEqual(50.002);
    await waitFor('a token', async () => (await share.any().limiter.take(name, rate)) === 0);
  });

  it('counts a cost, and takes nothing of whom it refuses', async () => {
    const name = `test:${fresh()}`;
    const rate = { perSecond: SLOW, burst: 10 };
    const { limiter } = share.any();
    expect(await limiter.take(name, rate, 7)).toBe(0);
    expect(await limiter.take(name, rate, 4)).toBeGreaterThan(0);
    expect(await limiter.take(name, rate, 3)).toBe(0);
    expect(await limiter.take(name, rate)).toBeGreaterThan(0);
    await expect(limiter.take(name, rate, 11)).rejects.toThrow('cost');
  });

  it.each([
    ['what is in braces', 'a{b}', 'a{c}'],
    ['braces in another order', '}{', '{}'],
    ['what looks like a brace', '%7B', '{'],
    ['long names', 'x'.repeat(5_000), `${'x'.repeat(4_999)}y`],
    ['letters of any language', '좌석', '좌석 '],
  ])('tells %s apart', async (_what, one, other) => {
    const id = fresh();
    const rate = { perSecond: SLOW, burst: 1 };
    const take = (name: string) => share.any().limiter.take(`test:${id}${name}`, rate);
    expect(await take(one)).toBe(0);
    expect(await take(other)).toBe(0);
    expect(await take(one)).toBeGreaterThan(0);
    expect(await take(other)).toBeGreaterThan(0);
  });
}

function describeOnce(share: Share): void {
  it('has one winner among 200', async () => {
    const name = fresh();
    const answers = await times(200, () => share.any().once.first(name, 60_000));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('forgets when the time is over', async () => {
    const name = fresh();
    expect(await share.any().once.first(name, 50)).toBe(true);
    await waitFor('its end', () => share.any().once.first(name, 50));
  });

  it('knows names apart, and refuses a time that is none', async () => {
    const name = fresh();
    expect(await share.any().once.first(`${name}{a}`, 60_000)).toBe(true);
    expect(await share.any().once.first(`${name}{b}`, 60_000)).toBe(true);
    await expect(share.any().once.first(name, 0)).rejects.toThrow('time to live');
  });
}

function describeDistinct(share: Share): void {
  it('counts each member once, wherever it was seen', async () => {
    const group = fresh();
    await times(30, (n) =>
      share
        .any()
        .distinct(5)
        .seen(group, `member ${n % 10}`),
    );
    expect(await share.any().distinct(5).count(group)).toBe(10);
    expect(await share.any().distinct(5).count(`${group} other`)).toBe(0);
    expect(await share.any().distinct(6).count(group)).toBe(0);
  });

  it('is right to a few percent among thousands', async () => {
    const group = fresh();
    await times(5_000, (n) => share.any().distinct(1).seen(group, `member ${n}`));
    const counted = await share.any().distinct(1).count(group);
    expect(Math.abs(counted - 5_000)).toBeLessThan(250);
  });
}

function describeCache(share: Share): void {
  it('keeps a value until its time is over, and for everybody', async () => {
    const name = fresh();
    expect(await share.any().cache('test').get(name)).toBeUndefined();
    await share.any().cache('test').set(name, '{"좌석":1}', 60_000);
    expect(await share.any().cache('test').get(name)).toBe('{"좌석":1}');
    expect(await share.any().cache('other').get(name)).toBeUndefined();
    await share.any().cache('test').set(name, 'short', 40);
    await waitFor('its end', async () => (await share.any().cache('test').get(name)) === undefined);
  });

  it('deletes', async () => {
    const name = fresh();
    await share.any().cache('test').set(name, '', 60_000);
    expect(await share.any().cache('test').get(name)).toBe('');
    await share.any().cache('test').delete(name);
    expect(await share.any().cache('test').get(name)).toBeUndefined();
  });

  it('keeps nothing that is too large, and not what was there before either', async () => {
    const cache = share.any().cache('test');
    const name = fresh();
    await cache.set(name, 'x'.repeat(bounds.cacheValueChars), 60_000);
    expect(await cache.get(name)).toHaveLength(bounds.cacheValueChars);
    await cache.set(name, 'x'.repeat(bounds.cacheValueChars + 1), 60_000);
    expect(await cache.get(name)).toBeUndefined();
  });
}
