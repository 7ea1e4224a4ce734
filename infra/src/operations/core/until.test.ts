/** Waiting ends: by the fact, by the clock, or by whoever interrupts it. */
import { describe, expect, it } from 'vitest';
import { fakeOperation } from '../support/fake-operation.ts';
import { elapsed } from './time.ts';
import { patience, until } from './until.ts';

describe('waiting', () => {
  it('ends with what was waited for, and tells each change once', async () => {
    const operation = fakeOperation();
    const answers = ['creating', 'creating', 'modifying'];
    const found = await until(operation, 'database', patience(5, 'Look.'), async () => {
      const missing = answers.shift();
      return missing === undefined ? { done: 42 } : { missing };
    });
    expect(found).toBe(42);
    expect(operation.lines).toEqual(['database: creating', 'database: modifying']);
  });

  it('ends in time, with what was missing and what to do', async () => {
    const operation = fakeOperation();
    const startedMs = operation.clock.nowMs();
    const waiting = until(operation, 'database', patience(5, 'Look.'), async () => ({
      missing: 'creating',
    }));
    await expect(waiting).rejects.toMatchObject({
      message: 'database took longer than 05:00: creating',
      remedy: 'Look.',
    });
    expect(operation.clock.nowMs() - startedMs).toBe(300_000);
  });

  it('ends when it is interrupted', async () => {
    const operation = fakeOperation({ interruptedAtMs: 60_000 });
    const waiting = until(operation, 'database', patience(5, 'Look.'), async () => ({
      missing: 'x',
    }));
    await expect(waiting).rejects.toThrow(/Interrupted/);
  });

  it('is told in minutes and seconds', () => {
    expect([0, 61_000, 3_661_000].map(elapsed)).toEqual(['00:00', '01:01', '1:01:01']);
  });
});
