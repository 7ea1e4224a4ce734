/**
 * Mails about orders, through everything: bought over HTTP, heard in the outbox, sent in a real
 * conversation of SMTP, and opened by other programs than those that wrote them.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Order } from '@onsale/contract/order.ts';
import ICAL from 'ical.js';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Key, openWorld, type World } from '../api/world.ts';
import { granted } from '../api/refusals.ts';
import { havePoppler, runProgram } from '../support/programs.ts';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';
import { temporaryFolder } from '../support/throwaway.ts';
import { createVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Buyer, createBuyer } from './buyer.ts';

let smtp: SmtpServer;
let world: World;
let key: Key;
let eventId: number;
let buyer: Buyer;
const refusing = 'nobody@example.com';

beforeAll(async () => {
  smtp = await startSmtpServer({ refused: (address) => address === refusing });
  world = await openWorld({
    env: {
      PUBLIC_URL: 'http://tickets.example',
      MAIL_FROM: 'Onsale <tickets@example.org>',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: `${smtp.port}`,
      SMTP_TLS: 'none',
    },
  });
  key = await world.createKey();
  eventId = await world.createSeatEvent(key.organizationId, 40, {
    refundableUntilMs: Date.now() + 86_400_000,
  });
  buyer = await createBuyer(world);
});
afterAll(async () => {
  await world.close();
  await smtp.close();
});

const parse = (data: string): Promise<Email> => new PostalMime().parse(data);

async function mailsTo(address: string, count: number): Promise<readonly Email[]> {
  const mails = await waitFor(`${count} mails to ${address}`, () => {
    const found = smtp.mails.filter(({ to }) => to === address);
    return found.length >= count && found;
  });
  return Promise.all(mails.map(({ data }) => parse(data)));
}

const bytesOf = (email: Email | undefined, type: string): Buffer => {
  const found = email?.attachments.find(({ mimeType }) => mimeType === type);
  if (found === undefined) throw new Error(`no ${type} is attached`);
  const { content } = found;
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
};

async function textOfPdf(bytes: Buffer): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(() => folder.remove());
  const path = join(folder.path, 'tickets.pdf');
  await writeFile(path, bytes);
  return runProgram('pdftotext', ['-raw', path, '-']).toString();
}

let order: Order;

it('confirms an order, with its tickets and its date', async () => {
  order = await buyer.buy(
    eventId,
    { seats: [0, 1] },
    { email: 'minji@example.com', language: 'ko' },
  );
  const [mail] = await mailsTo('minji@example.com', 1);
  expect(mail?.from?.address).toBe('tickets@example.org');
  expect(mail?.subject).toBe('예매가 완료되었습니다: A sale');
  expect(mail?.messageId).toMatch(/^<[\da-f]{32}@tickets\.example>$/);
  const [link = ''] = /http:\/\/tickets\.example\/continue#\S+/.exec(mail?.text ?? '') ?? [];
  expect(mail?.html).toContain(`href="${link}"`);
  // A guest has the order in one browser; with the letter, on every device.
  const elsewhere = createVisitor(world.processes[0]?.url ?? '');
  const asked = { link: new URL(link).hash.slice(1) };
  expect(granted(await elsewhere.send('POST', '/api/v1/session/continue', asked))).toEqual({
    to: `/events/${eventId}/orders/${order.id}`,
    effect: 'switch',
    email: 'm***@example.com',
  });
  expect(mail?.text).toContain('합계: 90,000원');
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual([
    `티켓-주문 ${order.id.slice(0, 8)}.pdf`,
    'A sale.ics',
  ]);
  const calendar = new ICAL.Component(
    ICAL.parse(bytesOf(mail, 'text/calendar').toString()) as unknown[],
  );
  const event = calendar.getFirstSubcomponent('vevent');
  expect(event?.getFirstPropertyValue('uid')).toBe(`event-${eventId}@tickets.example`);
  expect(bytesOf(mail, 'application/pdf').subarray(0, 5).toString()).toBe('%PDF-');
});

it.runIf(havePoppler())('attaches every ticket of the order, and nobody else’s', async () => {
  const [mail] = await mailsTo('minji@example.com', 1);
  const text = await textOfPdf(bytesOf(mail, 'application/pdf'));
  const tickets = await buyer.tickets(order);
  expect(tickets).toHaveLength(2);
  for (const { id, label } of tickets) {
    expect(text).toContain(id);
    expect(text).toContain(label['ko']);
  }
  expect(text.match(/티켓 번호/g)).toHaveLength(2);
});

it('tells of the money that went back, in the language of the order', async () => {
  const about = { email: 'alex@example.com', language: 'en' } as const;
  const bought = await buyer.buy(eventId, { seats: [4] }, about);
  await mailsTo('alex@example.com', 1);
  await buyer.cancel(bought);
  const mails = await mailsTo('alex@example.com', 2);
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Your tickets: A sale',
    'Your order has been cancelled: A sale',
  ]);
  expect(mails[1]?.text).toContain('You have cancelled this order.');
  expect(mails[1]?.text).toContain('Refunded: ₩45,000');
  expect(mails[1]?.attachments).toEqual([]);
});

it('writes once, to nobody simulated, of no rehearsal, and forgets who does not exist', async () => {
  const rehearsal = await world.createSeatEvent(key.organizationId, 10);
  await world.change('update events set rehearsal_of = $2 where id = $1', [rehearsal, eventId]);
  const crowd = { email: 'x@crowd.invalid', language: 'ko' } as const;
  await buyer.buy(eventId, { seats: [10] }, crowd);
  await buyer.buy(rehearsal, { seats: [0] }, { email: 'rehearsal@example.com', language: 'ko' });
  await buyer.buy(eventId, { seats: [12] }, { email: refusing, language: 'ko' });
  // Whoever buys last is heard of last.
  await buyer.buy(eventId, { seats: [14] }, { email: 'last@example.com', language: 'ko' });
  await mailsTo('last@example.com', 1);
  const refused = () =>
    world.change('select state, content from letters where recipient = $1', [refusing]);
  await waitFor('the refusal', async () => (await refused()).every(({ state }) => state === 2));
  expect(await refused()).toEqual([{ state: 2, content: {} }]);
  const addresses = smtp.mails.map(({ to }) => to).toSorted();
  expect(addresses).toEqual([
    'alex@example.com',
    'alex@example.com',
    'last@example.com',
    'minji@example.com',
  ]);
});
