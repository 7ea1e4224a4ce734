/** Calendar files, read by ical.js: another program than the one that wrote them. */
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import type { EventRecord } from '../catalog/model/event.ts';
import { type CalendarAbout, eventCalendar } from './event-calendar.ts';

const name = '봄밤의 편지; 쉼표, 역슬래시\\ 그리고 아주 긴 제목이라 줄을 접어야 하는 공연';
const event: EventRecord = {
  eventId: 12,
  organizationId: 1,
  venueId: 1,
  seatingPlan: null,
  name,
  translations: { ko: name, en: 'Letters of a Spring Night' },
  startsAtMs: Date.parse('2026-12-03T10:30:00Z'),
  timeZone: 'Asia/Seoul',
  currency: 'KRW',
  saleOpensAtMs: Date.parse('2026-11-25T11:00:00Z'),
  saleClosesAtMs: null,
  perOrderMax: null,
  perPersonMax: null,
  holdMs: 1,
  extensionMs: 1,
  cancelledAtMs: null,
  postponedAtMs: null,
  createdAtMs: 0,
  tiers: [],
  ticketTypes: [],
  fees: { basisPoints: 0, perTicketMinor: 0 },
  singleSeatGaps: true,
  refundableUntilMs: null,
  venue: { ko: '올림픽홀', en: 'Olympic Hall' },
  organizer: '한빛기획',
  description: {},
  genre: null,
  runningMinutes: 110,
  ageMin: null,
  rehearsalOf: null,
} as unknown as EventRecord;

const about: CalendarAbout = {
  language: 'ko',
  occasion: 'event',
  siteUrl: 'https://tickets.example',
  madeAtMs: Date.parse('2026-11-20T00:00:00Z'),
};

function read(change: Partial<CalendarAbout> = {}, record = event) {
  const bytes = eventCalendar(record, { ...about, ...change });
  const calendar = new ICAL.Component(ICAL.parse(bytes.toString()) as unknown[]);
  const [found] = calendar.getAllSubcomponents('vevent');
  if (found === undefined) throw new Error('there is no event in it');
  return { bytes, calendar, found, said: new ICAL.Event(found) };
}

const instant = (time: ICAL.Time): string => time.toJSDate().toISOString();

it('says when and where, whatever is in the texts', () => {
  const { said, found, bytes } = read();
  expect(said.summary).toBe(name);
  expect(said.location).toBe('올림픽홀');
  expect(said.uid).toBe('event-12@tickets.example');
  expect(instant(said.startDate)).toBe('2026-12-03T10:30:00.000Z');
  expect(instant(said.endDate)).toBe('2026-12-03T12:20:00.000Z');
  expect(said.description).toContain('2026년 12월 3일 (목) 오후 7:30 (대한민국 시간)');
  expect(found.getFirstPropertyValue('url')).toBe('https://tickets.example/events/12');
  expect(found.getFirstPropertyValue('status')).toBe('CONFIRMED');
  // RFC 5545, 3.1: lines of 75 octets at most, ended by CRLF.
  const lines = bytes.toString().split('\r\n');
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

it('has an alarm two hours before, or ten minutes before the sale opens', () => {
  const trigger = ({ found }: ReturnType<typeof read>): string =>
    String(found.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger'));
  expect(trigger(read())).toBe('-PT2H');
  const sale = read({ occasion: 'sale', language: 'en' });
  expect(trigger(sale)).toBe('-PT10M');
  expect(sale.said.summary).toBe('Sale opens: Letters of a Spring Night');
  expect(sale.said.uid).toBe('event-12-sale@tickets.example');
  expect(instant(sale.said.startDate)).toBe('2026-11-25T11:00:00.000Z');
});

it('is the same at the same moment, and says what has become of a date', () => {
  expect(read().bytes).toEqual(read().bytes);
  const cancelled = read({}, { ...event, cancelledAtMs: 1 });
  expect(cancelled.found.getFirstPropertyValue('status')).toBe('CANCELLED');
  const postponed = read({ language: 'en' }, { ...event, postponedAtMs: 1 });
  expect(postponed.found.getFirstPropertyValue('status')).toBe('TENTATIVE');
  expect(postponed.said.description).toContain('has been postponed');
});

it('invents neither an end nor a place', () => {
  const { said } = read({}, { ...event, runningMinutes: null, venue: null });
  expect(instant(said.endDate)).toBe(instant(said.startDate));
  expect(said.location).toBeNull();
});
