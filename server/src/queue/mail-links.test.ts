/** Links into a waiting room: signed, bounded in time, the same guest for the same mailbox. */
import { expect, it } from 'vitest';
import { createSigner } from '../identity/tokens.ts';
import { createMailLinks } from './mail-links.ts';

const secret = Buffer.alloc(32, 1);
const time = { nowMs: 1_000 };
const links = createMailLinks([secret], { nowMs: () => time.nowMs });

it('says event, mailbox and id for an hour', () => {
  time.nowMs = 1_000;
  const token = links.write(7, 'minji@example.com', 'id-1');
  const link = links.read(token);
  expect(link).toMatchObject({ eventId: 7, id: 'id-1', expiresAtMs: 3_601_000 });
  expect(link?.personId).toMatch(/^g:[\w-]{22}$/);
  time.nowMs = 3_600_999;
  expect(links.read(token)).toBeDefined();
  time.nowMs = 3_601_000;
  expect(links.read(token)).toBeUndefined();
});

it('knows a mailbox again, however it is written, and tells no two as one', () => {
  time.nowMs = 1_000;
  const personOf = (email: string) => links.read(links.write(7, email, 'x'))?.personId;
  expect(personOf(' Minji@Example.com ')).toBe(personOf('minji@example.com'));
  expect(personOf('minji@example.org')).not.toBe(personOf('minji@example.com'));
  expect(links.nameOf('Minji@example.com')).toBe(links.nameOf('minji@example.com'));
  expect(personOf('minji@example.com')).not.toContain(links.nameOf('minji@example.com'));
});

it('takes no other token for a link', () => {
  const payload = { v: 1, e: 7, p: 'g:somebody', i: 'x', x: 9e15 };
  expect(links.read(createSigner([secret], 'queue').sign(payload))).toBeUndefined();
  expect(
    links.read(createSigner([Buffer.alloc(32, 2)], 'queue-mail').sign(payload)),
  ).toBeUndefined();
  expect(
    links.read(createSigner([secret], 'queue-mail').sign({ ...payload, v: 2 })),
  ).toBeUndefined();
  expect(links.read('')).toBeUndefined();
  // A key that was rotated away still reads; the guest of a mailbox is another one then.
  const rotated = createMailLinks([Buffer.alloc(32, 3), secret], { nowMs: () => 1_000 });
  expect(rotated.read(links.write(7, 'a@example.com', 'x'))?.eventId).toBe(7);
});
