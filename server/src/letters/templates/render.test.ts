/** Every kind of letter in every language: whole, escaped, and fit for any reader of mail. */
import { endReasons } from '@onsale/contract/order.ts';
import { describe, expect, it } from 'vitest';
import type { LetterData } from './data.ts';
import { renderLetter } from './render.ts';
import { sampleLetters } from './samples.ts';

const HOSTILE = ` <img src=x onerror="alert(1)">&'\r\nBcc: x@example.com`;
const languages = ['ko', 'en'] as const;
const all = languages.flatMap((language) => sampleLetters(language));

const longest = (content: string): number =>
  Math.max(...content.split('\n').map((line) => Buffer.byteLength(line)));

const plain = (html: string): string =>
  html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(
      /&(#\d+|\w+);/g,
      (_all, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? ' ',
    )
    .replaceAll(/\s+/g, ' ');

/** All texts in the data that a reader should find. */
function textsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') {
    return ['kind', 'language', 'currency', 'timeZone', 'reason', 'what'].includes(name)
      ? []
      : [value];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, key));
}

/** Addresses that a letter of this kind has no need for. */
const isUnused = ({ kind }: LetterData, text: string): boolean =>
  text === 'https://tickets.example/events/12' &&
  !['reminder', 'transfer_withdrawn'].includes(kind);

describe.each(all)('$kind in $language', (data) => {
  const { subject, text, html } = renderLetter(data);

  it('says all it was given, as text and as HTML', () => {
    const inHtml = `${plain(html)} ${html.replaceAll('&amp;', '&')}`;
    for (const given of textsIn(data).filter((one) => !isUnused(data, one))) {
      expect(text).toContain(given);
      expect(inHtml).toContain(given);
    }
    expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|\[object|Invalid/);
  });

  it('has the same words in both', () => {
    const words = plain(html);
    for (const line of text.split('\n').filter((one) => !/^(?:--|https:)/.test(one))) {
      const [label = '', value] = line.split(/: (?=[^:]*$)/);
      expect(words).toContain((value === undefined ? line : label).replace(/:$/, '').trim());
    }
  });

  it('links to absolute addresses only, and loads nothing', () => {
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url);
    for (const url of links) expect(url).toMatch(/^https:\/\/tickets\.example\//);
    expect(html).not.toMatch(/<img|<link|<script|url\(|src=/i);
    expect(links.length).toBeGreaterThan(0);
  });

  it('fits what mail allows', () => {
    expect(subject).toMatch(/^\S[^\r\n]{0,149}$/);
    expect(longest(text)).toBeLessThanOrEqual(998);
    expect(longest(html)).toBeLessThanOrEqual(998);
    // Above this, some mailboxes cut the end off.
    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
    expect(html).toContain(`<html lang="${data.language}">`);
  });

  it('escapes what comes from outside', () => {
    const same = sampleLetters(data.language, HOSTILE).find(({ kind }) => kind === data.kind);
    const hostile = renderLetter(same ?? data);
    expect(hostile.html).not.toContain('<img');
    expect(hostile.html).not.toContain('"alert');
    expect(hostile.subject).not.toMatch(/[\r\n]/);
  });
});

it('says that its button opens for whoever has it, where it does', () => {
  const note = { en: 'do not pass it on', ko: '다른 사람에게 전달하지 마세요' } as const;
  const linked = all.filter((data) => 'link' in data);
  expect(linked.length).toBeGreaterThan(0);
  for (const data of linked) {
    const keyed = { ...data, link: { url: 'https://tickets.example/continue#a.b', isKey: true } };
    const open = { ...data, link: { url: 'https://tickets.example/tickets', isKey: false } };
    expect(renderLetter(keyed).text).toContain(note[data.language]);
    expect(renderLetter(open).text).not.toContain(note[data.language]);
  }
});

it('speaks one language at a time', () => {
  for (const data of sampleLetters('en')) {
    expect(renderLetter(data).text).not.toMatch(/[가-힣]/);
  }
  for (const data of sampleLetters('ko')) {
    const { text } = renderLetter(data);
    // Names, addresses and numbers aside.
    const rest = text.replaceAll(/https:\S+|PDF|QR|Onsale|-- |[\da-f-]{36}/g, '');
    expect(rest).not.toMatch(/[A-Za-z]{3}/);
  }
});

it('writes money and dates as its language does, in the zone of the event', () => {
  const [ko, en] = languages.map((language) => {
    const [confirmed] = sampleLetters(language);
    return confirmed === undefined ? '' : renderLetter(confirmed).text;
  });
  expect(ko).toContain('합계: 225,000원');
  expect(ko).toContain('할인: −10,000원');
  expect(ko).toContain('2026년 12월 3일 (목) 오후 7:30 (대한민국 시간)');
  expect(en).toContain('Total: ₩225,000');
  expect(en).toContain('Thu, 3 December 2026 at 19:30 (South Korea Time)');
});

it.each(endReasons)('explains a refund: %s', (reason) => {
  for (const language of languages) {
    const sample = sampleLetters(language).find(({ kind }) => kind === 'order_refunded');
    const data = { ...sample, reason, refundedMinor: 0 } as LetterData;
    const { text } = renderLetter(data);
    expect(text).not.toContain('undefined');
    // Nothing was paid: nothing is said to come back.
    expect(text).not.toContain('225,000');
  }
});
