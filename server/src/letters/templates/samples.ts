/** One letter of each kind, for tests and for looking at them. */
import type { Language } from '../letter.ts';
import type { EventFacts, LetterData, OrderFacts } from './data.ts';

type Sample = LetterData extends infer One
  ? One extends LetterData
    ? Omit<One, 'language'>
    : never
  : never;

/** `mark` is put into every text that comes from outside. */
export function sampleLetters(language: Language, mark = ''): readonly LetterData[] {
  const site = 'https://tickets.example';
  const ko = language === 'ko';
  const event: EventFacts = {
    name: `${ko ? '봄밤의 편지' : 'Letters of a Spring Night'}${mark}`,
    venue: `${ko ? '올림픽홀' : 'Olympic Hall'}${mark}`,
    startsAtMs: Date.parse('2026-12-03T10:30:00Z'),
    timeZone: 'Asia/Seoul',
    url: `${site}/events/12`,
  };
  const place = `${ko ? '1층 101구역 3열 5번' : 'Floor 1, Section 101, Row 3, Seat 5'}${mark}`;
  const order: OrderFacts = {
    id: '0190a5c6-6b1c-7c3e-8a51-1a2b3c4d5e6f',
    link: { url: `${site}/continue#signed.token`, isKey: true },
    currency: 'KRW',
    lines: [
      { label: place, amountMinor: 132_000 },
      { label: place, amountMinor: 99_000 },
    ],
    discountMinor: 10_000,
    feesMinor: 4_000,
    totalMinor: 225_000,
  };
  const plain = { url: `${site}/tickets`, isKey: false };
  const url = `${site}/open?token=secret&b=c`;
  const endsAtMs = Date.parse('2026-12-01T03:15:00Z');
  const saleOpensAtMs = Date.parse('2026-11-25T11:00:00Z');
  const name = `${ko ? '민지' : 'Minji'}${mark}`;
  const samples: readonly Sample[] = [
    { kind: 'order_confirmed', event, order, attached: true },
    {
      kind: 'order_refunded',
      event,
      order: { id: order.id, link: order.link, currency: 'KRW' },
      reason: 'event_cancelled',
      refundedMinor: 225_000,
    },
    { kind: 'reminder', event, saleOpensAtMs, stopUrl: `${site}/stop?a=b` },
    { kind: 'reminder_confirm', event, saleOpensAtMs, url, endsAtMs },
    { kind: 'transfer_offered', event, place, fromName: name, url, endsAtMs },
    { kind: 'transfer_accepted', event, place, link: plain },
    { kind: 'transfer_withdrawn', event, fromName: name },
    { kind: 'transfer_lapsed', event, place, link: order.link },
    { kind: 'transfer_returned', event, place, link: plain },
    { kind: 'waitlist_joined', event, link: order.link },
    { kind: 'waitlist_offer', event, link: { url, isKey: true }, endsAtMs },
    { kind: 'waitlist_lapsed', event, link: order.link },
    { kind: 'verify_email', name, url },
    { kind: 'account_exists', name, url },
    { kind: 'reset_password', name, url },
    { kind: 'account_changed', name, url, what: 'password' },
  ];
  return samples.map((sample) => Object.assign({ language }, sample));
}
