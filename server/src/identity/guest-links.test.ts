/** Links of letters to guests: what they say, how long, and that nobody makes or borrows one. */
import { describe, expect, it } from 'vitest';
import { createGuestLinks, type GuestLink, pathOf } from './guest-links.ts';
import { createSigner, type Secrets } from './tokens.ts';

const secret = (text: string): Buffer => Buffer.from(text.padEnd(32, '.'));
const DAY_MS = 86_400_000;
const link: GuestLink = {
  personId: 'g:_____________________w',
  subject: { kind: 'order', eventId: 12, id: '0190a5c6-6b1c-7c3e-8a51-1a2b3c4d5e6f' },
};

function setUp(secrets: Secrets = [secret('one')]) {
  const time = { nowMs: 1_000_000 };
  const clock = { nowMs: () => time.nowMs };
  return { links: createGuestLinks({ secrets, guestMs: 90 * DAY_MS, clock }), time };
}

describe('the link of a letter', () => {
  it('says whose it is and what it is about, and stands in an address as it is', () => {
    const { links } = setUp();
    const list = { ...link, subject: { ...link.subject, kind: 'waiting_list' as const } };
    for (const one of [link, list]) expect(links.read(links.make(one))).toEqual(one);
    expect(links.make(link)).toMatch(/^[\w-]+\.[\w-]{43}$/);
    expect(links.make(link).length).toBeLessThan(300);
    expect([pathOf(link.subject), pathOf(list.subject)]).toEqual([
      '/events/12/orders/0190a5c6-6b1c-7c3e-8a51-1a2b3c4d5e6f',
      '/events/12/waiting-list',
    ]);
  });

  it('is good for as long as a guest is remembered', () => {
    const { links, time } = setUp();
    const token = links.make(link);
    time.nowMs += 90 * DAY_MS - 1;
    expect(links.read(token)).toEqual(link);
    time.nowMs += 1;
    expect(links.read(token)).toBeUndefined();
  });

  it('is good until its event is over, however far away that is', () => {
    const { links, time } = setUp();
    const untilMs = time.nowMs + 200 * DAY_MS;
    const token = links.make(link, untilMs);
    time.nowMs = untilMs - 1;
    expect(links.read(token)).toEqual(link);
    time.nowMs = untilMs;
    expect(links.read(token)).toBeUndefined();
  });

  it('of another secret, or for another use, is nothing', () => {
    const { links } = setUp();
    expect(setUp([secret('two')]).links.read(links.make(link))).toBeUndefined();
    expect(setUp([secret('two'), secret('one')]).links.read(links.make(link))).toEqual(link);
    const wire = { v: 1, p: link.personId, s: 'o', n: 12, i: link.subject.id, e: 9e15 };
    for (const audience of ['session', 'guest', 'queue-mail'] as const) {
      const borrowed = createSigner([secret('one')], audience).sign(wire);
      expect([audience, links.read(borrowed)]).toEqual([audience, undefined]);
    }
    expect(createSigner([secret('one')], 'guest').open(links.make(link))).toBeUndefined();
  });

  it('of a version that is not known, or of an account, is none', () => {
    const { links } = setUp();
    const signer = createSigner([secret('one')], 'guest-link');
    const wire = { v: 1, p: link.personId, s: 'o', n: 12, i: link.subject.id, e: 9e15 };
    expect(links.read(signer.sign(wire))).toEqual(link);
    const wrong = [{ v: 2 }, { p: 'a:0192' }, { p: undefined }, { s: 'x' }, { e: undefined }];
    for (const part of wrong) expect(links.read(signer.sign({ ...wire, ...part }))).toBeUndefined();
    for (const token of ['', '.', 'x', 'x.y']) expect(links.read(token)).toBeUndefined();
  });
});
