/** What an organizer can get wrong, each with the field that says so. */
import { expect, it } from 'vitest';
import { sampleHalls } from './halls/sample-halls.ts';
import {
  currencyProblems,
  priceProblems,
  startProblems,
  textProblems,
  timeProblems,
  zoneProblems,
} from './check-event.ts';
import { areaProblems, choiceProblems, planProblems, stockOf } from './check-stock.ts';
import { readInstants } from './instants.ts';
import { newDate } from './new-date.ts';

const fieldsOf = (problems: readonly { readonly field: string }[]): string[] =>
  problems.map(({ field }) => field);
const times = { saleOpensAtMs: 100, saleClosesAtMs: 200, startsAtMs: 200, refundableUntilMs: 200 };
const free = { basisPoints: 0, perTicketMinor: 0 };
const tier = (code: string, priceMinor = 1) => ({ code, name: { en: code }, priceMinor });

it('a sale opens before it ends, and ends when the event starts at the latest', () => {
  expect(timeProblems(times)).toEqual([]);
  expect(timeProblems({ ...times, saleClosesAtMs: null, refundableUntilMs: null })).toEqual([]);
  expect(fieldsOf(timeProblems({ ...times, saleClosesAtMs: 100 }))).toEqual(['body.saleEndsAt']);
  expect(fieldsOf(timeProblems({ ...times, saleClosesAtMs: 201 }))).toEqual(['body.saleEndsAt']);
  expect(fieldsOf(timeProblems({ ...times, refundableUntilMs: 201 }))).toEqual([
    'body.refundableUntil',
  ]);
  const late = { ...times, saleOpensAtMs: 200, saleClosesAtMs: null };
  expect(fieldsOf(timeProblems(late))).toEqual(['body.saleOpensAt']);
  expect(startProblems(101, 100)).toEqual([]);
  expect(fieldsOf(startProblems(100, 100))).toEqual(['body.startsAt']);
});

it('a zone is a name of the IANA, and a currency one of ISO 4217', () => {
  for (const zone of ['Asia/Seoul', 'Europe/London', 'UTC']) expect(zoneProblems(zone)).toEqual([]);
  for (const zone of ['+09:00', 'Mars/Olympus', 'Seoul', ''])
    expect(fieldsOf(zoneProblems(zone))).toEqual(['body.timeZone']);
  expect(currencyProblems('KRW')).toEqual([]);
  expect(fieldsOf(currencyProblems('QQQ'))).toEqual(['body.currency']);
});

it('texts are plain, by language, and there when they are needed', () => {
  expect(textProblems('description', { ko: '한 줄\n두 줄', 'zh-Hant': '名' }, true)).toEqual([]);
  expect(textProblems('description', {}, false)).toEqual([]);
  expect(fieldsOf(textProblems('name', { ko: ' ' }, true))).toEqual(['body.name']);
  expect(fieldsOf(textProblems('name', { 'no language': 'x' }, true))).toEqual(['body.name']);
  expect(fieldsOf(textProblems('name', { ko: 'a\u0000b' }, true))).toEqual(['body.name.ko']);
  expect(fieldsOf(textProblems('name', { ko: 'a\ud800b' }, true))).toEqual(['body.name.ko']);
  const many = Object.fromEntries(
    Array.from({ length: 21 }, (_, i) => [`x${'abcdefg'[i % 7]}-${i}a`, 'x']),
  );
  expect(fieldsOf(textProblems('name', many, true))).toEqual(['body.name']);
});

it('tiers and ticket types are named once, and orders can be added up', () => {
  const child = { code: 'child', name: { en: 'Child' }, pricePercent: 50 };
  expect(priceProblems([tier('A'), tier('B')], [child], free)).toEqual([]);
  expect(fieldsOf(priceProblems([tier('A'), tier('A')], [child, child], free))).toEqual([
    'body.tiers.1.code',
    'body.ticketTypes.1.code',
  ]);
  expect(fieldsOf(priceProblems([{ ...tier('A'), name: {} }], [], free))).toEqual([
    'body.tiers.0.name',
  ]);
  expect(fieldsOf(priceProblems([tier('A', 2 ** 50)], [], free))).toEqual(['body.tiers']);
  const dear = { basisPoints: 0, perTicketMinor: 2 ** 50 };
  expect(fieldsOf(priceProblems([tier('A')], [], dear))).toEqual(['body.tiers']);
});

it('places come from a plan or from areas, and every one has a price', () => {
  const plan = sampleHalls()[0]?.plan;
  if (plan === undefined) throw new Error('there is no sample hall');
  expect(stockOf(plan)).toEqual({ pools: [], seatCount: 265 });
  expect(
    planProblems(
      plan,
      ['VIP', 'R', 'S', 'X'].map((code) => tier(code)),
    ),
  ).toEqual([]);
  expect(fieldsOf(planProblems(plan, [tier('VIP')]))).toEqual(['body.tiers', 'body.tiers']);
  const area = { pool: 1, tier: 'A', capacity: 5 };
  expect(areaProblems([area, { ...area, pool: 2 }], [tier('A')])).toEqual([]);
  expect(fieldsOf(areaProblems([area, { ...area, tier: 'B' }], [tier('A')]))).toEqual([
    'body.areas.1.pool',
    'body.areas.1.tier',
  ]);
  expect(choiceProblems(true, undefined)).toEqual([]);
  expect(choiceProblems(false, [area])).toEqual([]);
  expect(fieldsOf(choiceProblems(true, [area]))).toEqual(['body.areas']);
  expect(fieldsOf(choiceProblems(false, undefined))).toEqual(['body.areas']);
});

it('instants are days of the calendar', () => {
  expect(readInstants({ startsAt: '2040-02-29T10:00:00Z' })).toEqual({
    instants: { startsAtMs: Date.UTC(2040, 1, 29, 10) },
    problems: [],
  });
  expect(fieldsOf(readInstants({ saleEndsAt: '2040-13-01T10:00:00Z' }).problems)).toEqual([
    'body.saleEndsAt',
  ]);
});

it('a new date takes the end of the sale with it, and never shortens the time to give back', () => {
  const event = {
    startsAtMs: 1_000,
    saleOpensAtMs: 0,
    saleClosesAtMs: 900,
    refundableUntilMs: 500,
  };
  expect(newDate(event, 3_000)).toEqual({
    startsAtMs: 3_000,
    saleClosesAtMs: 2_900,
    refundableUntilMs: 2_500,
  });
  expect(newDate(event, 600)).toEqual({
    startsAtMs: 600,
    saleClosesAtMs: 500,
    refundableUntilMs: 500,
  });
  expect(newDate(event, 50)).toEqual({
    startsAtMs: 50,
    saleClosesAtMs: null,
    refundableUntilMs: 50,
  });
  const none = { ...event, saleClosesAtMs: null, refundableUntilMs: null };
  expect(newDate(none, 3_000)).toEqual({
    startsAtMs: 3_000,
    saleClosesAtMs: null,
    refundableUntilMs: null,
  });
});
