/** Dates in the zone of an event, money in minor units. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, formatMoney, formatNumber, minorDigits, zoneName } from './formats.ts';

const evening = '2026-12-03T10:30:00.000Z';

describe('formatDate', () => {
  it('is in the zone of the event, not of the machine', () => {
    expect(formatDate('ko', evening, 'full', 'Asia/Seoul')).toBe('2026년 12월 3일 (목) 오후 7:30');
    expect(formatDate('en', evening, 'full', 'Asia/Seoul')).toContain('3 December 2026');
    expect(formatDate('en', evening, 'time', 'Europe/Berlin')).toBe('11:30');
    expect(formatDate('en', evening, 'time', 'America/New_York')).toBe('05:30');
  });
  it('names the zone', () => {
    expect(zoneName('en', evening, 'Asia/Seoul')).toMatch(/Korea/);
    expect(zoneName('ko', evening, 'Asia/Seoul')).toBe('대한민국 시간');
  });
  it('has only plain spaces', () => {
    for (const style of ['full', 'short', 'day', 'time'] as const) {
      expect(formatDate('en', evening, style, 'America/New_York')).not.toMatch(/[\u202f\u00a0]/);
    }
  });
});

describe('formatMoney', () => {
  it.each([
    ['ko', 150_000, 'KRW', '150,000원'],
    ['ko', -6_600, 'KRW', '-6,600원'],
    ['en', 150_000, 'KRW', '₩150,000'],
    ['en', 4_550, 'EUR', '€45.50'],
    ['en', 4_500, 'USD', '$45'],
    ['ko', 4_550, 'USD', '$45.50'],
    ['en', 0, 'KRW', '₩0'],
  ] as const)('%s: %i %s', (language, amountMinor, currency, expected) => {
    expect(formatMoney(language, amountMinor, currency)).toBe(expected);
  });
  it('writes won and whole numbers as the standard formatters do', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('ko', 'en'), (value, language) => {
        expect(formatNumber(language, value)).toBe(new Intl.NumberFormat(language).format(value));
        const options = {
          style: 'currency',
          currency: 'KRW',
          currencyDisplay: 'narrowSymbol',
        } as const;
        const won = new Intl.NumberFormat(language, options).format(value);
        const inWords = language === 'ko' ? `${won.replace(/[₩￦]/, '')}원` : won;
        expect(formatMoney(language, value, 'KRW')).toBe(inWords);
      }),
    );
    expect(formatNumber('en', 0.5)).toBe('0.5');
  });
  it('knows how many digits a currency has', () => {
    expect([minorDigits('KRW'), minorDigits('EUR'), minorDigits('KWD')]).toEqual([0, 2, 3]);
  });
});
