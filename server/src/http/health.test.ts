/** Health stays 200 whatever breaks; readiness does not; probes never pile up. */
import { describe, expect, it } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { createHealth, type HealthProbes } from './health.ts';
import { createTestApp } from './testing.ts';

const works = (): Promise<void> => Promise.resolve();
const broken = (): Promise<void> => Promise.reject(new Error('down'));
const healthOf = (probes: HealthProbes) => createHealth({ probes, clock: systemClock });

describe('health', () => {
  it.each(['/api/health', '/health', '/actuator/health'])('is UP on %s', async (url) => {
    const { app } = await createTestApp();
    const response = await app.inject(url);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      status: 'UP',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      database: 'connected',
      redis: 'embedded',
      components: { db: { status: 'UP' }, redis: { status: 'UP' }, diskSpace: { status: 'UP' } },
    });
  });

  it('stays 200 and UP without a database, which readiness does not', async () => {
    const health = healthOf({ database: broken, diskSpace: broken, redis: broken });
    const { app } = await createTestApp({ health });
    const response = await app.inject('/api/health');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      status: 'UP',
      database: 'disconnected',
      redis: 'disconnected',
      components: {
        db: { status: 'DOWN' },
        redis: { status: 'DOWN' },
        diskSpace: { status: 'DOWN' },
      },
    });
    expect((await app.inject('/readyz')).statusCode).toBe(503);
  });

  it('stays 200 without Redis, which readiness does not where Redis is used', async () => {
    const health = healthOf({ database: works, diskSpace: works, redis: broken });
    const { app } = await createTestApp({ health });
    const response = await app.inject('/api/health');
    expect([response.statusCode, response.json()]).toMatchObject([
      200,
      { status: 'UP', database: 'connected', redis: 'disconnected' },
    ]);
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    const there = await createTestApp({
      health: healthOf({ database: works, diskSpace: works, redis: works }),
    });
    expect((await there.app.inject('/api/health')).json()).toMatchObject({ redis: 'connected' });
    expect((await there.app.inject('/readyz')).statusCode).toBe(200);
  });

  it('is not ready once the process is stopping', async () => {
    const { app } = await createTestApp();
    expect((await app.inject('/readyz')).statusCode).toBe(200);
    app.draining = true;
    const response = await app.inject('/readyz');
    expect([response.statusCode, response.json()]).toEqual([503, { status: 'draining' }]);
    expect((await app.inject('/api/health')).statusCode).toBe(200);
  });
});

describe('probes', () => {
  it('run at most once a second', async () => {
    let nowMs = 0;
    let asked = 0;
    const database = (): Promise<void> => {
      asked++;
      return Promise.resolve();
    };
    const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
    const health = createHealth({ probes: { database, diskSpace: works }, clock });
    await Promise.all(Array.from({ length: 50 }, () => health.ready()));
    nowMs = 999;
    await health.ready();
    expect(asked).toBe(1);
    nowMs = 1_000;
    await health.ready();
    expect(asked).toBe(2);
  });

  it('that never answer count as failed and are not started again', async () => {
    let nowMs = 0;
    let asked = 0;
    const pending = Promise.withResolvers<void>();
    const due: (() => void)[] = [];
    const health = createHealth({
      probes: {
        database: () => {
          asked++;
          return pending.promise;
        },
        diskSpace: works,
      },
      clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
      timers: { after: (_delayMs, work) => (due.push(work), () => {}) },
    });
    const first = health.ready();
    due.forEach((work) => work());
    expect(await first).toBe(false);
    nowMs = 60_000;
    expect(await health.ready()).toBe(false);
    expect(asked).toBe(1);
    pending.resolve();
    await expect.poll(() => (void health.ready(), asked)).toBe(2);
  });
});
