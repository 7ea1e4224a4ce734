/** Files over HTTP: whose they are, how they travel, and what other programs find in them. */
// oxlint-disable vitest/expect-expect -- granted() and expectProductRefusal() do it
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order, Ticket } from '@onsale/contract/order.ts';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectProductRefusal, granted } from '../api/refusals.ts';
import { openWorld, type World } from '../api/world.ts';
import { havePoppler, havePrograms, runProgram } from '../support/programs.ts';
import { qrInPdf } from '../support/qr-in-pdf.ts';
import { temporaryFolder } from '../support/throwaway.ts';
import { makeWalletFiles } from '../support/wallet-certificates.ts';
import { type Buyer, createBuyer } from './buyer.ts';

const withWallets = havePrograms(['openssl', 'unzip'], 'openssl and unzip');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let world: World;
let buyer: Buyer;
let order: Order;
let tickets: readonly Ticket[];

beforeAll(async () => {
  folder = await temporaryFolder();
  const files = withWallets ? makeWalletFiles(folder.path) : undefined;
  world = await openWorld({
    env: {
      PUBLIC_URL: 'http://tickets.example',
      ...(files && {
        APPLE_WALLET_PASS_TYPE_ID: 'pass.example.tickets',
        APPLE_WALLET_TEAM_ID: 'TEAM123456',
        APPLE_WALLET_CERTIFICATE_FILE: files.certificateFile,
        APPLE_WALLET_KEY_FILE: files.keyFile,
        APPLE_WALLET_KEY_PASSPHRASE: files.passphrase,
        APPLE_WALLET_WWDR_FILE: files.wwdrFile,
        GOOGLE_WALLET_ISSUER_ID: '3388000000012345678',
        GOOGLE_WALLET_CREDENTIALS_FILE: files.credentialsFile,
      }),
    },
  });
  const key = await world.createKey();
  const eventId = await world.createSeatEvent(key.organizationId, 20);
  buyer = await createBuyer(world);
  order = await buyer.buy(eventId, { seats: [0, 1] }, { email: 'a@example.com', language: 'ko' });
  tickets = await buyer.tickets(order);
});
afterAll(async () => {
  await world.close();
  await folder.remove();
});

const root = (): string => `/api/v1/events/${order.eventId}`;
const ticketPath = (what: string, nth = 0): string =>
  `${root()}/tickets/${tickets[nth]?.id ?? ''}/${what}`;
const orderPdf = (): string => `${root()}/orders/${order.id}/tickets.pdf`;

async function saved(path: string, name: string): Promise<string> {
  const answer = await buyer.download(path);
  expect(answer.status).toBe(200);
  const at = join(folder.path, name);
  writeFileSync(at, Buffer.from(await answer.arrayBuffer()));
  return at;
}

it('sends a PDF to be saved, kept by nobody on the way', async () => {
  const answer = await buyer.download(orderPdf());
  const headers = Object.fromEntries(answer.headers);
  expect(headers).toMatchObject({
    'content-type': 'application/pdf',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="[\w. -]+\.pdf"; filename\*=UTF-8''%ED%8B%B0%EC%BC%93-/,
    ),
  });
  expect((await answer.bytes()).length).toBe(Number(headers['content-length']));
});

it.runIf(havePoppler())('has a code on every page that the door knows', async () => {
  const pdf = await saved(orderPdf(), 'order.pdf');
  const codes = [1, 2].map((page) => qrInPdf(pdf, page, folder.path));
  expect(codes).toEqual(tickets.map(({ code }) => code));
  const one = await saved(`${ticketPath('ticket.pdf', 1)}?language=en`, 'ticket.pdf');
  expect(qrInPdf(one, 1, folder.path)).toBe(tickets[1]?.code);
  const text = runProgram('pdftotext', ['-raw', one, '-']).toString();
  expect(text).toContain('Show this code at the door.');
  expect(text).toContain(tickets[1]?.label['en']);
});

it('hands out nothing to others', async () => {
  const other = await createBuyer(world);
  const read = (path: string) => other.visitor.send('GET', path);
  expectProductRefusal(await read(orderPdf()), 'order_not_found');
  expectProductRefusal(await read(ticketPath('ticket.pdf')), 'ticket_not_found');
  if (withWallets) {
    expectProductRefusal(await read(ticketPath('apple-pass')), 'ticket_not_found');
    expectProductRefusal(await read(ticketPath('google-pass')), 'ticket_not_found');
  }
  expectProductRefusal(await read('/api/v1/events/99999/calendar.ics'), 'event_not_found');
  const nobody = await world.send('GET', orderPdf());
  expectProductRefusal(nobody, 'session_required');
});

it('has calendars for everybody, of the date and of its sale', async () => {
  const read = async (query: string) => {
    const answer = await world.send('GET', `${root()}/calendar.ics${query}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    const calendar = new ICAL.Component(ICAL.parse(answer.text) as unknown[]);
    return String(calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('uid'));
  };
  expect(await read('')).toBe(`event-${order.eventId}@tickets.example`);
  expect(await read('?for=sale&language=en')).toBe(`event-${order.eventId}-sale@tickets.example`);
  expect((await world.send('GET', `${root()}/calendar.ics?for=else`)).status).toBe(400);
});

it.runIf(withWallets)('has passes for both wallets, where there are certificates', async () => {
  const zip = await saved(ticketPath('apple-pass'), 'ticket.pkpass');
  const to = mkdtempSync(join(folder.path, 'pass-'));
  runProgram('unzip', ['-q', '-d', to, zip]);
  const pass = JSON.parse(runProgram('cat', [join(to, 'pass.json')]).toString()) as {
    readonly barcodes: readonly { readonly message: string }[];
  };
  expect(pass.barcodes[0]?.message).toBe(tickets[0]?.code);
  const google = await buyer.visitor.send('GET', ticketPath('google-pass'));
  const { url } = granted<{ url: string }>(google);
  expect(url).toMatch(/^https:\/\/pay\.google\.com\/gp\/v\/save\/[\w-]+\.[\w-]+\.[\w-]+$/);
});

it('makes so many at a time for one person, and says when to come back', async () => {
  const greedy = await createBuyer(world);
  const answers = await Promise.all(
    Array.from({ length: 24 }, () => greedy.visitor.send('GET', ticketPath('ticket.pdf'))),
  );
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited.length).toBeGreaterThan(0);
  for (const one of limited) {
    expectProductRefusal(one, 'rate_limited', { retryAfterSeconds: expect.any(Number) as number });
  }
});

it('says nothing is there where a deployment has no certificates', async () => {
  const bare = await openWorld();
  const visitor = await createBuyer(bare);
  const id = '0190a5c6-6b1c-7c3e-8a51-1a2b3c4d5e6f';
  for (const what of ['apple-pass', 'google-pass']) {
    // One after the other: there are two.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await visitor.visitor.send('GET', `/api/v1/events/1/tickets/${id}/${what}`);
    expectProductRefusal(answer, 'not_found');
  }
  await bare.close();
});
