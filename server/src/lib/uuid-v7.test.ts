/** UUIDv7 as in RFC 9562, section 5.7: time, version, variant, randomness, order. */
import { describe, expect, it } from 'vitest';
import { createIds, parseUuid } from './uuid-v7.ts';

const clockAt = (ms: number) => ({ nowMs: () => ms, monotonicMs: () => ms });

describe('an id', () => {
  it('carries the time, the version, the variant and the random bits, as in the RFC', () => {
    // The example of RFC 9562, appendix A.6.
    const random = [0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
    const fill = (bytes: Uint8Array): void => bytes.set(random);
    const id = createIds(clockAt(0x017f22e279b0), fill).next();
    expect(id).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('sorts by its time as text', () => {
    const time = { ms: 1_000 };
    const ids = createIds({ nowMs: () => time.ms, monotonicMs: () => 0 });
    const made = Array.from({ length: 50 }, () => {
      time.ms += 97;
      return ids.next();
    });
    expect(made.toSorted()).toEqual(made);
  });

  it('does not repeat, also when its supply of randomness is refilled', () => {
    const ids = createIds(clockAt(1_000));
    const made = new Set(Array.from({ length: 5_000 }, () => ids.next()));
    expect(made.size).toBe(5_000);
    const form = /^00000000-03e8-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    for (const id of made) expect(id).toMatch(form);
  });

  it('cuts fractions of a millisecond off', () => {
    expect(createIds(clockAt(1_000.9)).next()).toMatch(/^00000000-03e8-7/);
  });
});

describe('parsing', () => {
  it('answers lower-case text or nothing', () => {
    const id = '017F22E2-79B0-7CC3-98C4-DC0C0C07398F';
    expect(parseUuid(id)).toBe(id.toLowerCase());
    for (const bad of [
      '',
      id.slice(1),
      `${id}0`,
      `{${id}}`,
      id.replace('-', ''),
      `g${id.slice(1)}`,
    ]) {
      expect(parseUuid(bad)).toBeUndefined();
    }
  });
});
