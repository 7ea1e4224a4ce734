/** The address of a search: read, written, and turned into a question, in the visitor's own days. */
import { describe, expect, it } from 'vitest';
import { dayStart, isDay, today } from './days.ts';
import {
  filterNames,
  isOn,
  nothingChosen,
  queryOf,
  readState,
  without,
  withoutFilters,
  writeState,
} from './search-state.ts';

const state = (address: string) => readState(new URLSearchParams(address));
// Thursday in Seoul already, still Wednesday in New York.
const nowMs = Date.parse('2026-12-02T23:00:00Z');

it('comes back from an address as it went in', () => {
  const address =
    'q=%EB%B4%84&when=weekend&city=seoul&genre=jazz&price=0-50000&available=1&sort=popular';
  expect(writeState(state(address)).toString()).toBe(address);
  expect(writeState(nothingChosen).toString()).toBe('');
});

it('leaves out what makes no sense', () => {
  const odd = 'when=never&from=2026-02-30&city=NO+WHERE&genre=x&price=1-2&available=yes&sort=y';
  expect(state(odd)).toEqual(nothingChosen);
  expect(state(`q=${'a'.repeat(200)}`).q).toHaveLength(100);
});

it('filters are told apart, and taken away one by one or all at once', () => {
  const all = state('q=a&when=week&city=busan&genre=jazz&price=150000-&available=1&sort=soonest');
  expect(filterNames.every((name) => isOn[name](all))).toBe(true);
  for (const name of filterNames) expect(isOn[name](without(all, name))).toBe(false);
  expect(withoutFilters(all)).toEqual(state('q=a&sort=soonest'));
});

describe('the question', () => {
  it('is in days of the zone', () => {
    expect(queryOf(state('when=today'), nowMs, 'Asia/Seoul')).toEqual({
      from: '2026-12-02T15:00:00.000Z',
      to: '2026-12-03T15:00:00.000Z',
    });
    expect(queryOf(state('when=today'), nowMs, 'America/New_York')).toEqual({
      from: '2026-12-02T05:00:00.000Z',
      to: '2026-12-03T05:00:00.000Z',
    });
    expect(queryOf(state('when=weekend'), nowMs, 'Asia/Seoul')).toEqual({
      from: '2026-12-04T15:00:00.000Z',
      to: '2026-12-06T15:00:00.000Z',
    });
    // On a Sunday the weekend is still this one.
    const sunday = Date.parse('2026-12-06T03:00:00Z');
    expect(queryOf(state('when=weekend'), sunday, 'Asia/Seoul').from).toBe(
      '2026-12-04T15:00:00.000Z',
    );
  });

  it('is the same all day, so that it is asked once', () => {
    const later = nowMs + 3_600_000;
    expect(queryOf(state('when=month'), nowMs, 'Asia/Seoul')).toEqual(
      queryOf(state('when=month'), later, 'Asia/Seoul'),
    );
  });

  it('has bounds of prices, own days and everything else', () => {
    expect(queryOf(state('price=0-50000'), nowMs, 'UTC')).toEqual({
      priceMin: 0,
      priceMax: 50_000,
    });
    expect(queryOf(state('price=150000-'), nowMs, 'UTC')).toEqual({ priceMin: 150_000 });
    expect(
      queryOf(state('q=a&from=2026-12-24&to=2026-12-24&available=1&city=seoul'), nowMs, 'UTC'),
    ).toEqual({
      q: 'a',
      from: '2026-12-24T00:00:00.000Z',
      to: '2026-12-25T00:00:00.000Z',
      city: 'seoul',
      availability: 'available',
    });
  });
});

it('days begin at their midnights, also when clocks are changed', () => {
  expect(new Date(dayStart('2026-03-29', 'Europe/Berlin')).toISOString()).toBe(
    '2026-03-28T23:00:00.000Z',
  );
  expect(new Date(dayStart('2026-03-30', 'Europe/Berlin')).toISOString()).toBe(
    '2026-03-29T22:00:00.000Z',
  );
  expect(today(nowMs, 'Asia/Seoul')).toBe('2026-12-03');
  expect([isDay('2024-02-29'), isDay('2026-02-29'), isDay('26-1-1')]).toEqual([true, false, false]);
});
