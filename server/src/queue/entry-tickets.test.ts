/** Tickets and passes: each is good for its own use, and only when we have signed it. */
import { describe, expect, it } from 'vitest';
import type { Secrets } from '../identity/tokens.ts';
import { createEntryTickets } from './entry-tickets.ts';
import { createPasses } from './passes.ts';
import { admissionForTests } from './room-for-tests.ts';

const secrets: Secrets = [Buffer.alloc(32, 5)];
const rotated: Secrets = [Buffer.alloc(32, 6), ...secrets];
const strange: Secrets = [Buffer.alloc(32, 7)];
const entry = {
  eventId: 7,
  number: 12,
  personId: 'g:ann',
  nonce: Buffer.alloc(16, 0xab),
  joinedAtMs: 1_900_000_000_000,
};

describe('a ticket', () => {
  it('says where somebody stands, so that the place is found in the draw', () => {
    const ticket = createEntryTickets(secrets).write(entry);
    const [claims = ''] = ticket.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      v: 1,
      event: 7,
      number: 12,
      nonce: 'ab'.repeat(16),
      person: 'g:ann',
      joinedAt: 1_900_000_000_000,
    });
    expect(ticket.length).toBeLessThan(1_000);
    expect(createEntryTickets(rotated).read(ticket)).toMatchObject({ number: 12 });
    expect(createEntryTickets(strange).read(ticket)).toBeUndefined();
  });

  it('is no pass, nor is a pass a ticket', () => {
    const [tickets, passes] = [createEntryTickets(secrets), createPasses(secrets)];
    expect(passes.read(tickets.write(entry))).toBeUndefined();
    expect(tickets.read(passes.write(admissionForTests()))).toBeUndefined();
  });
});

describe('a pass', () => {
  it('is the same for the same admission, and verifies after a rotation', () => {
    const pass = createPasses(secrets).write(admissionForTests());
    expect(createPasses(secrets).write(admissionForTests())).toBe(pass);
    const { id, endsAtMs } = admissionForTests();
    expect(createPasses(rotated).read(pass)).toMatchObject({
      e: 7,
      i: id,
      p: 'g:ann',
      x: endsAtMs,
    });
    expect(createPasses(strange).read(pass)).toBeUndefined();
    expect(pass).toMatch(/^[\x21-\x7e]{1,1000}$/);
  });
});
