/** What a device shows, in both languages. */
import { expect, it } from 'vitest';
import { notificationOf, type Told } from './notification.ts';

const event = {
  name: '봄밤의 편지',
  translations: { en: 'Letters of a Spring Night' },
  timeZone: 'Asia/Seoul',
};
const reminder: Told = {
  kind: 'reminder',
  content: { eventId: 7, saleOpensAt: '2027-03-01T11:00:00.000Z' },
};
const offer: Told = {
  kind: 'waitlist_offer',
  content: {
    eventId: 7,
    entryId: 'e',
    url: 'https://tickets.example.org/waitlist/e?key=1',
    endsAt: '2027-03-01T11:15:00.000Z',
  },
};

it('says it in the language of the device, with times where the event is', () => {
  expect(notificationOf(reminder, event, 'ko', 't')).toEqual({
    title: '곧 예매가 시작됩니다',
    body: expect.stringMatching(/^봄밤의 편지: 오후 8:00.* 예매 시작$/),
    path: '/events/7',
    tag: 't',
    language: 'ko',
  });
  expect(notificationOf(reminder, event, 'en', 't')).toMatchObject({
    title: 'The sale opens soon',
    body: expect.stringMatching(/^Letters of a Spring Night: tickets from 20:00/),
  });
});

it('leads to a page of this site, whatever the address says', () => {
  expect(notificationOf(offer, event, 'en', 't').path).toBe('/waitlist/e?key=1');
  const broken: Told = { ...offer, content: { ...offer.content, url: 'nowhere' } };
  expect(notificationOf(broken, event, 'en', 't').path).toBe('/');
});

it('stays small', () => {
  const long = { ...event, name: '가'.repeat(200), translations: {} };
  const bytes = Buffer.byteLength(JSON.stringify(notificationOf(offer, long, 'ko', 't')));
  expect(bytes).toBeLessThan(1_000);
});
