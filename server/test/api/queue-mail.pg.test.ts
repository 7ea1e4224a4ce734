/** Taking a place without scripts: a form, a mail, a link that only a press uses, a page that reloads. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailFiles } from '../../src/mail/kept-mail.ts';
import { decodedPart, type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';
import { waitFor } from '../support/wait-for.ts';
import { builtWeb, buildTimeoutMs } from '../support/web.ts';
import { queueCalls } from './queue-calls.ts';
import { granted } from './refusals.ts';
import { type Key, openWorld, type World } from './world.ts';

const site = 'http://tickets.example';

/** A browser without scripts: forms, links, cookies. */
function plainBrowser(url: string, language = 'en') {
  const jar = new Map<string, string>();
  async function go(path: string, form?: Record<string, string>, site_ = 'same-origin') {
    const response = await fetch(new URL(path, url), {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        'accept-language': language,
        'sec-fetch-site': site_,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(form !== undefined && { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const html = await response.text();
    const title = /<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? '';
    return { status: response.status, html, title, headers: response.headers };
  }
  return { jar, go };
}

const linkIn = (mail: string): string => {
  const found = /https?:\/\/\S+/.exec(decodedPart(mail, 'text/plain'))?.[0] ?? '';
  const { pathname, search, origin } = new URL(found);
  expect(origin).toBe(site);
  return `${pathname}${search}`;
};
const tokenIn = (path: string): string => new URL(path, site).searchParams.get('token') ?? '';

describe('by a mail server', () => {
  let world: World;
  let smtp: SmtpServer;
  let key: Key;
  const at = queueCalls(
    () => world,
    () => key,
  );
  const url = (): string => world.processes[0]?.url ?? '';
  beforeAll(async () => {
    await builtWeb();
    smtp = await startSmtpServer({ refused: (address) => address.startsWith('nobody') });
    world = await openWorld({
      env: {
        SMTP_HOST: '127.0.0.1',
        SMTP_PORT: `${smtp.port}`,
        SMTP_TLS: 'none',
        MAIL_FROM: 'Onsale <tickets@example.org>',
        PUBLIC_URL: site,
      },
    });
    key = await world.createKey();
  }, buildTimeoutMs);
  afterAll(async () => {
    await world?.close();
    await smtp?.close();
  });

  const gathering = (patch = {}) =>
    at.roomEvent(
      { opensAt: '2026-01-01T00:00:00Z', ...patch },
      { saleOpensAtMs: Date.now() + 3_600_000, translations: { ko: '판매', en: 'A sale' } },
    );
  /** The path of the link that was mailed. */
  async function mailed(eventId: number, email: string, language = 'en'): Promise<string> {
    const before = smtp.mails.length;
    const { go } = plainBrowser(url(), language);
    const sent = await go(`/events/${eventId}/queue/mail`, { email });
    expect(sent.status).toBe(200);
    expect(smtp.mails).toHaveLength(before + 1);
    return linkIn(smtp.mails.at(-1)?.data ?? '');
  }

  it('a link gives a place when it is pressed, not when it is opened, and once', async () => {
    const eventId = await gathering();
    const { go, jar } = plainBrowser(url());
    const form = await go(`/events/${eventId}/queue/mail`);
    expect(form).toMatchObject({ status: 200, title: 'Take a place by e-mail' });
    expect(form.html).toContain('<label for="email">E-mail address</label>');
    const link = await mailed(eventId, 'minji@example.com');
    for (let opened = 0; opened < 3; opened++) {
      // A scanner opens what is in a mail.
      // oxlint-disable-next-line no-await-in-loop
      const page = await go(link);
      expect(page).toMatchObject({ status: 200, title: 'Take your place' });
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
    expect((await at.status(eventId)).joined).toBe(0);
    expect(jar.size).toBe(0);

    const place = `/events/${eventId}/queue/place`;
    const token = tokenIn(link);
    const used = await go(`/events/${eventId}/queue/link`, { token });
    expect(used.status).toBe(303);
    expect(used.headers.get('location')).toBe(place);
    const shown = await go(place);
    expect(shown).toMatchObject({ status: 200, title: 'You are in the draw' });
    expect(shown.html).toMatch(/<meta http-equiv="refresh" content="\d+"/);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    // Pressed again in the same browser, it leads to the same place; in another one, nowhere.
    expect((await go(`/events/${eventId}/queue/link`, { token })).status).toBe(303);
    const other = plainBrowser(url());
    const again = await other.go(`/events/${eventId}/queue/link`, { token });
    expect(again).toMatchObject({ status: 410, title: 'This link does not work any more' });
    expect(other.jar.size).toBe(0);
  });

  it('the place of a mailbox is the same wherever its link is used', async () => {
    const eventId = await gathering();
    const [one, two] = [plainBrowser(url()), plainBrowser(url())];
    const use = async (browser: typeof one, email: string) => {
      const token = tokenIn(await mailed(eventId, email));
      expect((await browser.go(`/events/${eventId}/queue/link`, { token })).status).toBe(303);
    };
    await use(one, 'hana@example.com');
    await use(two, 'Hana@Example.com');
    await at.statusWhen(eventId, 'one place', ({ joined }) => joined === 1);
    expect((await two.go(`/events/${eventId}/queue/place`)).title).toBe('You are in the draw');
  });

  it('is for who has a session already the place of that session', async () => {
    const eventId = await gathering();
    const browser = plainBrowser(url());
    const begun = await fetch(new URL('/api/v1/session', url()), {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    for (const line of begun.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      browser.jar.set(name, value);
    }
    const cookies = [...browser.jar.values()];
    const token = tokenIn(await mailed(eventId, 'dana@example.com'));
    const used = await browser.go(`/events/${eventId}/queue/link`, { token });
    expect(used.status).toBe(303);
    expect(used.headers.getSetCookie()).toEqual([]);
    expect([...browser.jar.values()]).toEqual(cookies);
    expect((await browser.go(`/events/${eventId}/queue/place`)).title).toBe('You are in the draw');
  });

  it('says so when the turn has come', async () => {
    const eventId = await at.roomEvent();
    const browser = plainBrowser(url(), 'ko');
    const token = tokenIn(await mailed(eventId, 'yuna@example.com', 'ko'));
    expect(decodedPart(smtp.mails.at(-1)?.data ?? '', 'text/html')).toContain('내 순서 받기');
    await browser.go(`/events/${eventId}/queue/link`, { token });
    const turn = await waitFor('the turn', async () => {
      const page = await browser.go(`/events/${eventId}/queue/place`);
      return page.title === '차례가 되었습니다' && page;
    });
    expect(turn.html).not.toContain('http-equiv="refresh"');
    expect(turn.html).toContain(`href="/events/${eventId}/seats"`);
  });

  it('asks for the presale code where the room does', async () => {
    const eventId = await gathering({ access: 'codes' });
    const codes = [{ code: 'FRIENDS', usesMax: 1 }];
    granted(
      await world.send('POST', at.path(eventId, '/codes'), { key: key.secret, body: { codes } }),
    );
    const { go } = plainBrowser(url());
    const link = await mailed(eventId, 'code@example.com');
    expect((await go(link)).html).toContain('Presale code');
    const use = (code: string) =>
      go(`/events/${eventId}/queue/link`, { token: tokenIn(link), code });
    expect((await use('<b>')).html).toContain('&lt;b&gt;');
    expect((await use('WRONG')).status).toBe(400);
    expect((await use('FRIENDS')).status).toBe(303);
  });

  it('stops before it sends: no address, too many, no room, another site', async () => {
    const eventId = await gathering();
    const { go } = plainBrowser(url());
    const before = smtp.mails.length;
    const ask = (email: string, from?: string) =>
      go(`/events/${eventId}/queue/mail`, { email }, from);
    const wrong = await ask('a@b,c@example.com');
    expect(wrong).toMatchObject({ status: 400, title: 'Take a place by e-mail' });
    expect(wrong.html).toContain('aria-describedby="email-error"');
    expect((await ask('a@example.com\r\nBcc: b@example.com')).status).toBe(400);
    expect((await ask('a@example.com', 'cross-site')).status).toBe(403);
    expect(smtp.mails).toHaveLength(before);
    expect((await ask('nobody@example.com')).title).toBe('This address does not take our mail');
    const answers = [];
    for (let asked = 0; asked < 4; asked++) {
      // One after the other.
      // oxlint-disable-next-line no-await-in-loop
      answers.push((await ask('often@example.com')).status);
    }
    expect(answers).toEqual([200, 200, 200, 429]);
    expect((await go('/events/999999/queue/mail')).status).toBe(404);
    const free = await world.createSeatEvent(key.organizationId, 2);
    expect((await go(`/events/${free}/queue/mail`)).title).toBe('Nobody has to wait');
    granted(await at.setRoom(eventId, { access: 'accounts' }));
    expect((await go(`/events/${eventId}/queue/mail`)).title).toBe('For people with an account');
  });

  it('takes no link of another event, and no forged one', async () => {
    const [one, other] = [await gathering(), await gathering()];
    const { go } = plainBrowser(url());
    const token = tokenIn(await mailed(one, 'forger@example.com'));
    for (const [eventId, text] of [
      [other, token],
      [one, `${token.slice(0, -2)}xx`],
      [one, ''],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const page = await go(`/events/${eventId}/queue/link`, { token: text });
      expect(page).toMatchObject({ status: 410, title: 'This link does not work any more' });
    }
  });
});

it('without a mail server the mail is a file, which development shows', async () => {
  await builtWeb();
  const world = await openWorld();
  const key = await world.createKey();
  const at = queueCalls(
    () => world,
    () => key,
  );
  const eventId = await at.roomEvent();
  const [running] = world.processes;
  const { go } = plainBrowser(running?.url ?? '');
  expect((await go(`/events/${eventId}/queue/mail`, { email: 'a@example.com' })).status).toBe(200);
  const folder = join(running?.context.config.dataDir ?? '', 'mail');
  const [name = ''] = await mailFiles(folder);
  expect(await readFile(join(folder, name), 'utf8')).toContain('To: a@example.com');
  expect((await go('/dev/mail')).html).toContain(name);
  expect((await go(`/dev/mail/${name}`)).html).toContain('To: a@example.com');
  expect((await go('/dev/mail/..%2Fsecret')).status).toBe(404);
  await world.close();
}, 60_000);
