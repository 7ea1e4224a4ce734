/** "Surely new" must never be said of an id that was added; doubt costs a question, nothing else. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecentIds, uuidTimeMs } from './recent-ids.ts';

const START = 1_800_000_000_000;
const idAt = (ms: number, n = 0): string => {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(n).padStart(12, '0')}`;
};

it('reads the time of a UUIDv7', () => {
  expect(uuidTimeMs('01990a2b-3c4d-7abc-8def-0123456789ab')).toBe(0x01990a2b3c4d);
});

describe('surely new', () => {
  it('is an id that was made just now and not added', () => {
    const ids = new RecentIds(START);
    const now = START + 5_000;
    expect(ids.surelyNew(idAt(now), now)).toBe(true);
    ids.add(idAt(now), now);
    expect(ids.surelyNew(idAt(now), now)).toBe(false);
  });

  it('is not an id from before this memory began, from long ago, or from the future', () => {
    const ids = new RecentIds(START);
    expect(ids.surelyNew(idAt(START + 900), START + 1_000)).toBe(false);
    expect(ids.surelyNew(idAt(START + 5_000), START + 40_000)).toBe(false);
    expect(ids.surelyNew(idAt(START + 12_000), START + 10_000)).toBe(false);
  });

  it('is never said of an added id, whatever the clock of the client within a second', () => {
    // Added at the very end of a generation, by a client whose clock is a second ahead.
    const justBeforeTheTurn = [
      { passesMs: 0, skewMs: 0 },
      { passesMs: 29_999, skewMs: 1_000 },
      { passesMs: 1, skewMs: 0 },
      { passesMs: 30_000, skewMs: 0 },
    ];
    const step = fc.record({
      passesMs: fc.integer({ min: 0, max: 30_000 }),
      skewMs: fc.integer({ min: -29_000, max: 1_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const ids = new RecentIds(START);
        let now = START + 30_000;
        const added: string[] = [];
        steps.forEach(({ passesMs, skewMs }, n) => {
          now += passesMs;
          const id = idAt(now + skewMs, n);
          ids.add(id, now);
          added.push(id);
          for (const known of added) expect(ids.surelyNew(known, now)).toBe(false);
        });
      }),
      { examples: [[justBeforeTheTurn]] },
    );
  });

  it('is said of nothing older than what was only read, not heard', () => {
    const ids = new RecentIds(START);
    const now = START + 10_000;
    ids.doubtOlder(now);
    expect(ids.surelyNew(idAt(now + 900), now + 2_000)).toBe(false);
    expect(ids.surelyNew(idAt(now + 1_500), now + 2_000)).toBe(true);
  });

  it('is said of nothing older once more ids came than it can keep', () => {
    const ids = new RecentIds(START);
    const now = START + 10_000;
    for (let n = 0; n <= 200_000; n++) ids.add(idAt(now, n), now);
    expect(ids.surelyNew(idAt(now, 900_000), now)).toBe(false);
    expect(ids.surelyNew(idAt(now + 2_000, 900_000), now + 2_000)).toBe(true);
  });
});
