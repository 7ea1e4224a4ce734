/** The pure parts of the demo: dates, who sits where, how a crowd behaves. */
import { describe, expect, it } from 'vitest';
import { planProblems } from '../../catalog/model/check-stock.ts';
import { priceProblems, textProblems } from '../../catalog/model/check-event.ts';
import { sampleHalls } from '../../catalog/model/halls/sample-halls.ts';
import { singlesByDefinition } from '../../inventory/model/choose/by-definition.ts';
import { buildSeatIndex, type SeatIndex } from '../../inventory/model/choose/seat-index.ts';
import { createRandom } from '../../lib/random.ts';
import { formatLocal } from '../../lib/time.ts';
import { DAY_MS, HOUR_MS } from '../show.ts';
import { demoShows } from '../shows.ts';
import { type DemoVenue, venues } from '../venues.ts';
import { needsAnother, startOf } from './dates.ts';
import * as manners from './manners.ts';
import { seatedParties, standingParties } from './parties.ts';

const nowMs = Date.UTC(2027, 2, 1, 15, 0);
const hallOf = (venue: DemoVenue) => sampleHalls().find(({ code }) => code === venue.hall);

describe('the shows', () => {
  it('are of every kind and in every state', () => {
    expect(new Set(demoShows.map(({ code }) => code)).size).toBe(demoShows.length);
    // Dates of one run are one show.
    const shows = new Set(demoShows.map(({ code, series }) => series?.en ?? code));
    expect(shows.size).toBeGreaterThanOrEqual(12);
    expect(shows.size).toBeLessThanOrEqual(16);
    expect(shows.size).toBeLessThan(demoShows.length);
    expect(new Set(demoShows.map(({ stage }) => stage))).toEqual(
      new Set(['selling', 'sold_out', 'ended', 'cancelled', 'postponed']),
    );
    const genres = [
      'theatre',
      'musical',
      'jazz',
      'classical',
      'concert',
      'sports',
      'family',
      'festival',
    ];
    expect(demoShows.map(({ genre }) => genre)).toEqual(expect.arrayContaining(genres));
    expect(new Set(demoShows.map(({ venue }) => (venues[venue] as DemoVenue).hall))).toEqual(
      new Set([undefined, ...sampleHalls().map(({ code }) => code)]),
    );
    const opens = demoShows.map(({ openedMs }) => -openedMs).filter((inMs) => inMs > 0);
    expect(opens.some((inMs) => inMs < HOUR_MS)).toBe(true);
    expect(opens.some((inMs) => inMs > HOUR_MS && inMs < DAY_MS)).toBe(true);
    expect(opens.some((inMs) => inMs > DAY_MS)).toBe(true);
  });

  it.each(demoShows.map((show) => [show.code, show] as const))('%s is complete', (_, show) => {
    const venue: DemoVenue = venues[show.venue];
    for (const text of [show.name, show.description]) {
      expect(textProblems('text', text, true)).toEqual([]);
      expect(text.ko).toMatch(/[가-힣]/);
      expect(text.en).not.toMatch(/[가-힣]/);
    }
    // Three to six sentences in each language.
    for (const text of Object.values(show.description)) {
      const sentences = text.match(/[.!?](\s|$)/g)?.length ?? 0;
      expect(sentences).toBeGreaterThanOrEqual(3);
      expect(sentences).toBeLessThanOrEqual(6);
    }
    expect(priceProblems(show.tiers, show.ticketTypes, venue.fees)).toEqual([]);
    const plan = hallOf(venue)?.plan;
    expect(plan === undefined ? [] : planProblems(plan, show.tiers)).toEqual([]);
    const tiers = new Set(show.tiers.map(({ code }) => code));
    for (const { tier } of venue.areas ?? []) expect(tiers.has(tier)).toBe(true);
    expect(show.perOrderMax).toBeGreaterThanOrEqual(4);
    expect(show.perOrderMax).toBeLessThanOrEqual(6);
    // A theatre leaves nobody a single seat.
    const isTheatre = show.genre === 'theatre' || show.genre === 'musical';
    expect(isTheatre && show.singleSeatGaps).toBe(false);
  });
});

describe('a date', () => {
  it('is at its hour in the zone of the house, on a day that fits', () => {
    for (const { date, venue } of demoShows) {
      const { timeZone } = venues[venue];
      const at = startOf(date, timeZone, nowMs);
      expect(formatLocal(at, timeZone).slice(11, 16)).toBe(date.at);
      const day = new Date(`${formatLocal(at, timeZone)}Z`);
      expect(date.weekdays ?? [day.getUTCDay()]).toContain(day.getUTCDay());
      expect(date.months ?? [day.getUTCMonth() + 1]).toContain(day.getUTCMonth() + 1);
      expect(at).toBeGreaterThanOrEqual(nowMs + (date.inDays - 1) * DAY_MS);
      expect(startOf(date, timeZone, nowMs, at)).toBeGreaterThan(at);
    }
  });

  it('knows the zone: half past two in London is 13:30 UTC in summer and 14:30 in winter', () => {
    const date = { inDays: 0, at: '14:30' };
    const summer = startOf(date, 'Europe/London', Date.UTC(2027, 6, 1, 12));
    const winter = startOf(date, 'Europe/London', Date.UTC(2027, 11, 1, 12));
    expect(new Date(summer).toISOString()).toBe('2027-07-01T13:30:00.000Z');
    expect(new Date(winter).toISOString()).toBe('2027-12-01T14:30:00.000Z');
  });

  it('is followed by another one when it no longer shows what it is there for', () => {
    const latest = { startsAtMs: nowMs + 10 * DAY_MS, saleOpensAtMs: nowMs, isCancelled: false };
    const selling = { stage: 'selling', openedMs: DAY_MS } as const;
    const soon = { stage: 'selling', openedMs: -HOUR_MS } as const;
    expect(needsAnother(selling, undefined, nowMs)).toBe(true);
    expect(needsAnother(selling, latest, nowMs)).toBe(false);
    expect(needsAnother(selling, { ...latest, isCancelled: true }, nowMs)).toBe(true);
    expect(needsAnother(selling, latest, nowMs + 9.5 * DAY_MS)).toBe(true);
    expect(needsAnother(selling, latest, nowMs + 2 * DAY_MS)).toBe(false);
    expect(needsAnother(soon, latest, nowMs + DAY_MS / 2)).toBe(false);
    expect(needsAnother(soon, latest, nowMs + 2 * DAY_MS)).toBe(true);
    const cancelled = { stage: 'cancelled', openedMs: DAY_MS } as const;
    expect(needsAnother(cancelled, { ...latest, isCancelled: true }, nowMs)).toBe(false);
    expect(needsAnother(cancelled, latest, nowMs + 11 * DAY_MS)).toBe(true);
    const ended = { stage: 'ended', openedMs: DAY_MS } as const;
    expect(needsAnother(ended, latest, nowMs + 11 * DAY_MS)).toBe(false);
    expect(needsAnother(ended, latest, nowMs + 30 * DAY_MS)).toBe(true);
  });
});

const meanView = ({ viewCm }: SeatIndex, seats: readonly number[]): number =>
  seats.reduce((sum, seat) => sum + (viewCm[seat] ?? 0), 0) / seats.length;

describe('parties', () => {
  const halls = sampleHalls().filter(({ plan }) => plan.seatCount > 0);

  it.each(halls.map((hall) => [hall.code, hall] as const))('sit well in the %s', (_, { plan }) => {
    const index = buildSeatIndex(plan);
    for (const share of [0.1, 0.5, 0.9]) {
      const parties = seatedParties(index, share, createRandom(7));
      const seats = parties.flat();
      expect(new Set(seats).size).toBe(seats.length);
      expect(Math.max(...parties.map(({ length }) => length))).toBeLessThanOrEqual(4);
      expect(seats.length / index.seatCount).toBeGreaterThan(share - 0.02);
      expect(seats.length / index.seatCount).toBeLessThan(share + 0.02);
      // Nobody is left alone, and in each tier the better seats go first.
      const nobody = { index, states: new Uint8Array(index.seatCount) };
      expect(singlesByDefinition(nobody, seats)).toEqual([]);
      const views = [...index.tiers.keys()].map((tier) => {
        const isOfTier = (seat: number): boolean => index.runTier[index.run[seat] ?? 0] === tier;
        const sold = seats.filter(isOfTier);
        const all = [...index.viewCm.keys()].filter(isOfTier);
        return sold.length < 20 ? 0 : meanView(index, sold) / meanView(index, all);
      });
      expect(Math.max(...views)).toBeLessThan(share > 0.5 ? 1.005 : 0.99);
    }
    expect(seatedParties(index, 1, createRandom(7)).flat()).toHaveLength(index.seatCount);
  });

  it('stand in any number, the same for the same seed', () => {
    const parties = standingParties(3, 1_000, 0.62, createRandom(1));
    const sum = parties.reduce((all, one) => all + ('pool' in one ? one.quantity : 0), 0);
    expect(sum).toBe(620);
    expect(parties).toEqual(standingParties(3, 1_000, 0.62, createRandom(1)));
  });
});

describe('a crowd', () => {
  const steadily = { isRush: false, untilMs: Number.POSITIVE_INFINITY };

  it('comes at the pace it is given, in bursts', () => {
    const random = createRandom(3);
    let tide: manners.Tide | undefined;
    let rushes = 0;
    let people = 0;
    const minutes = 600;
    for (let atMs = 0; atMs < minutes * 60_000; atMs += 250) {
      tide = manners.turnTide(tide, atMs, random);
      if (tide.isRush) rushes += 1;
      people += manners.arrivals(60, 250, tide, random, 20);
    }
    expect(rushes).toBeGreaterThan(0);
    expect(people / minutes).toBeGreaterThan(40);
    expect(people / minutes).toBeLessThan(80);
    expect(
      manners.arrivals(600, 2_000, { ...steadily, isRush: true }, random, 5),
    ).toBeLessThanOrEqual(5);
  });

  it('leaves the last places to people, and loves what has just opened', () => {
    const random = createRandom(5);
    const old = { eventId: 1, capacity: 1_000, available: 900, openMs: DAY_MS };
    const fresh = { eventId: 2, capacity: 1_000, available: 900, openMs: 0 };
    const nearlyGone = { eventId: 3, capacity: 1_000, available: 40, openMs: 0 };
    const chosen = Array.from(
      { length: 1_000 },
      () => manners.comesFor([old, fresh, nearlyGone], random)?.eventId,
    );
    const times = (eventId: number): number => chosen.filter((one) => one === eventId).length;
    expect(times(3)).toBe(0);
    expect(times(2)).toBeGreaterThan(3 * times(1));
    expect(times(1)).toBeGreaterThan(0);
    expect(manners.comesFor([nearlyGone], random)).toBeUndefined();
  });

  it('points at neighbours that are free and leaves no single seat beside them', () => {
    const hall = sampleHalls()[0];
    if (hall === undefined) throw new Error('there is no sample hall');
    const index = buildSeatIndex(hall.plan);
    const random = createRandom(11);
    const states = new Uint8Array(index.seatCount);
    for (let n = 0; n < 60; n++) {
      const house = { run: index.run, flags: index.flags, states };
      const party = 1 + random.below(4);
      const seats = manners.picksSeats(house, party, random);
      if (seats === undefined) continue;
      expect(seats.every((seat) => states[seat] === 0)).toBe(true);
      expect(party > 1 ? singlesByDefinition({ index, states }, seats) : []).toEqual([]);
      for (const seat of seats) states[seat] = 2;
    }
    const sold = {
      run: index.run,
      flags: index.flags,
      states: new Uint8Array(index.seatCount).fill(2),
    };
    expect(manners.picksSeats(sold, 2, random)).toBeUndefined();
  });
});
