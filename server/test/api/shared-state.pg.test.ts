/**
 * Two processes that share Redis: limits count over both, nothing of a person is lost with Redis, and
 * only readiness says that it is away.
 */
import type { Session } from '@onsale/contract/session.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Running } from '../../src/main/run.ts';
import { describeWithRedis, type RedisServer, startRedis } from '../support/redis.ts';
import { createVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { granted } from './refusals.ts';
import { send, useWorld } from './world.ts';

const world = useWorld({ processes: 0 });
const password = 'correct horse battery';
const PER_MINUTE = 12;

describeWithRedis('processes that share Redis', () => {
  let redis: RedisServer;
  let processes: readonly Running[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    const env = {
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      REDIS_COMMAND_TIMEOUT_MS: '300',
      SIGN_IN_PER_ADDRESS_MINUTE: String(PER_MINUTE),
    };
    processes = await Promise.all([world().startProcess(env), world().startProcess(env)]);
  });
  afterAll(() => redis.remove());

  const urlOf = (at: number): string => processes[at % processes.length]?.url ?? '';
  const health = async (at = 0) => (await send(urlOf(at), 'GET', '/api/health')).body;
  const isReady = async (): Promise<boolean> =>
    (await send(urlOf(0), 'GET', '/readyz')).status === 200;
  /** 401, or 429 for who tried too often. */
  const attempt = async (at: number): Promise<number> => {
    const who = createVisitor(urlOf(at));
    const body = { email: 'nobody@example.test', password };
    return (await who.send('POST', '/api/auth/sign-in/email', body)).status;
  };

  it('say that it is there', async () => {
    expect(await health()).toMatchObject({ redis: 'connected' });
    expect(await isReady()).toBe(true);
  });

  it('count attempts to sign in together, and lose no session with Redis', async () => {
    const who = createVisitor(urlOf(0));
    const account = { name: '김', email: 'kim@example.test', password };
    granted(await who.send('POST', '/api/auth/sign-up/email', account));
    const begun = granted<{ session: Session }>(await who.send('POST', '/api/v1/session'));
    // One was the sign-up; the e-mail address has a limit of its own, of ten at once.
    const statuses: number[] = [];
    for (let n = 0; n < PER_MINUTE + 1; n++) statuses.push(await attempt(n));
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect([await attempt(0), await attempt(1)]).toEqual([429, 429]);

    await redis.kill();
    await waitFor('the loss to be seen', async () => !(await isReady()));
    expect(await health()).toMatchObject({ status: 'UP', redis: 'disconnected' });
    // Each process counts by itself now, half of the rate.
    expect([await attempt(0), await attempt(1)]).toEqual([401, 401]);
    for (const at of [0, 1]) {
      who.moveTo(urlOf(at));
      const read = granted<{ session: Session }>(await who.send('GET', '/api/v1/session'));
      expect(read.session.personId).toBe(begun.session.personId);
      // Also when the short token has run out, and the database is asked.
      who.jar.delete('onsale_session');
      const anew = granted<{ session: Session }>(await who.send('POST', '/api/v1/session'));
      expect(anew.session.personId).toBe(begun.session.personId);
    }
    const metrics = await fetch(`http://127.0.0.1:${processes[0]?.metricsPort}/metrics`);
    expect(await metrics.text()).toMatch(/^shared_limiter_fallbacks_total(?:\{\})? [1-9]/m);

    await redis.restart();
    await waitFor('readiness', isReady);
    expect(await health(1)).toMatchObject({ redis: 'connected' });
  });
});
