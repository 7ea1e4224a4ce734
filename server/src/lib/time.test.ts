/** Wall clocks of zones, back and forth, also where clocks change. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLocal, isKnownZone, parseLocal } from './time.ts';

const at = (iso: string): number => Date.parse(iso);

describe('local date-times', () => {
  it.each([
    ['2024-12-31T19:00:00', 'Asia/Seoul', '2024-12-31T10:00:00Z'],
    ['2024-07-01T12:00:00', 'America/New_York', '2024-07-01T16:00:00Z'],
    ['2024-01-01T00:00:00', 'Asia/Kathmandu', '2023-12-31T18:15:00Z'],
    ['2024-06-01T00:00:00', 'UTC', '2024-06-01T00:00:00Z'],
    // Shown twice, 01:30 EDT and 01:30 EST: the first.
    ['2024-11-03T01:30:00', 'America/New_York', '2024-11-03T05:30:00Z'],
    // Lord Howe Island moves its clocks by half an hour.
    ['2024-04-07T01:45:00', 'Australia/Lord_Howe', '2024-04-06T14:45:00Z'],
  ])('%s in %s is %s', (local, zone, iso) => {
    expect(parseLocal(local, zone)).toBe(at(iso));
    expect(formatLocal(at(iso), zone)).toBe(local);
  });

  it('moves a time that the clocks skip ahead', () => {
    const instant = parseLocal('2024-03-10T02:30:00', 'America/New_York');
    expect(instant).toBe(at('2024-03-10T07:30:00Z'));
    expect(formatLocal(instant ?? 0, 'America/New_York')).toBe('2024-03-10T03:30:00');
  });

  it.each([
    '2025-02-29T00:00:00',
    '2024-04-31T00:00:00',
    '2024-13-01T00:00:00',
    '2024-01-01T24:00:00',
    '2024-01-01T00:60:00',
    '2024-01-01T00:00:60',
    '2024-01-01 00:00:00',
    '2024-01-01T00:00:00Z',
    '2024-01-01T00:00',
    '',
  ])('%s is no date-time', (text) => {
    expect(parseLocal(text, 'Asia/Seoul')).toBeUndefined();
  });

  it('comes back to the same second, or to the first of two', () => {
    const instants = fc.integer({
      min: at('1990-01-01T00:00:00Z'),
      max: at('2050-01-01T00:00:00Z'),
    });
    const zones = fc.constantFrom('Asia/Seoul', 'Europe/London', 'America/St_Johns', 'UTC');
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const second = Math.floor(instant / 1_000) * 1_000;
        const local = formatLocal(second, zone);
        const back = parseLocal(local, zone) ?? Number.NaN;
        expect(formatLocal(back, zone)).toBe(local);
        expect([0, 3_600_000]).toContain(second - back);
      }),
    );
  });

  it('agrees with Intl at every instant', () => {
    const zone = 'America/New_York';
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (let ms = at('2024-11-02T00:00:00Z'); ms < at('2024-11-05T00:00:00Z'); ms += 421_000) {
      expect(formatLocal(ms, zone)).toBe(format.format(ms).replace(' ', 'T'));
    }
  });

  it('knows which zones there are', () => {
    expect(isKnownZone('Asia/Seoul')).toBe(true);
    expect(isKnownZone('Mars/Olympus')).toBe(false);
  });
});
