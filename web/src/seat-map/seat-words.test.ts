/** Seats and sections in words, in every language. */
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { languages } from '../language/language.ts';
import { seatMapEn } from './messages.en.ts';
import { seatMapKo } from './messages.ko.ts';
import { mapTextIn } from './messages.ts';
import { buildMapPlan } from './model/map-plan.ts';
import { testPlan } from './model/testing-plan.ts';
import { seatWords } from './seat-words.ts';
import { tierPalette } from './tiers.ts';

const map = buildMapPlan(
  testPlan([
    [
      { code: 'A', tier: 'VIP', top: 0, rows: 2, seats: 6 },
      { code: 'Level 1 B', tier: 'S', top: 600, rows: 1, seats: 6 },
    ],
  ]),
);
const tiers = [
  { code: 'VIP', name: 'VIP', priceMinor: 150_000, currency: 'KRW' },
  { code: 'S', name: 'S', priceMinor: 70_000, currency: 'KRW' },
];
const formats = { money: (amount: number) => `₩${amount}`, number: String };
const words = seatWords(map, tiers, mapTextIn('en'), 'en', formats);

test('a seat says where it is, what it costs and whether it can be had', () => {
  expect(words.place(7)).toBe('Level 1, A, row 2, seat 2');
  expect(words.pin([7, 8, 9])).toBe('Row 2 · 2–4');
  expect(words.places([1, 7, 8])).toBe('Level 1, A, row 1, seat 2; Row 2 · 2–3');
  expect(words.facts(13, new Uint8Array(18).fill(2), false)).toEqual({
    state: 'Sold',
    tier: 'S',
    price: '₩70000',
    marks: [],
  });
});

test('a section that is named after its level does not say it twice', () => {
  expect(words.place(12)).toBe('Level 1 B, row 1, seat 1');
});

test('a sold-out section says so instead of a price', () => {
  const [section] = map.sections;
  if (section === undefined) throw new Error('no section');
  expect(words.onMap.section(section, 0).lines).toEqual([['sold out']]);
  expect(words.onMap.section(section, 3).lines).toEqual([['3 left', '3'], ['₩150000']]);
});

test('the dearest tier has the first colour, in whatever order the plan names them', () => {
  expect(tierPalette(['S', 'VIP', 'unknown'], tiers, 8)).toEqual([1, 0, 2]);
});

test('every text of every language can be written', () => {
  for (const language of languages) {
    const messages = { seatMap: language === 'en' ? seatMapEn : seatMapKo };
    const translate = createTranslator({ locale: language, messages, namespace: 'seatMap' });
    for (const key of Object.keys(seatMapEn) as (keyof typeof seatMapEn)[]) {
      const given = { count: 2, price: 'x', row: 'x', seat: 'x', seats: 'x', level: 'x' };
      const more = {
        section: 'x',
        name: 'x',
        left: 'x',
        place: 'x',
        places: 'x',
        state: 'x',
        area: 'x',
      };
      const written = translate(key, { ...given, ...more });
      expect(written).not.toContain('{');
      expect(written).not.toContain('seatMap.');
    }
  }
});
