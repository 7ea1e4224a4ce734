/** Going to a provider and back, as a browser does: every step and every cookie of it. */
import { expect } from 'vitest';
import { granted } from '../api/refusals.ts';
import type { Visitor } from './visitor.ts';

/** The address of the provider that somebody is sent to. */
export async function leave(who: Visitor, path = 'sign-in/social'): Promise<URL> {
  const answer = granted<{ url: string }>(
    await who.send('POST', `/api/auth/${path}`, { provider: 'oidc' }),
  );
  return new URL(answer.url);
}

/** What a browser does there; answers the address that it is sent back to. */
export async function visitProvider(start: URL, who: string): Promise<URL> {
  const jar = new Map<string, string>();
  let at = start;
  for (let n = 0; n < 10; n++) {
    const isForm = at.pathname.startsWith('/interaction/');
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as a browser goes
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(isForm && { method: 'POST', body: new URLSearchParams({ who }) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) throw new Error(`the provider says: ${await response.text()}`);
    at = new URL(next, at);
    if (at.pathname.startsWith('/api/auth/callback/')) return at;
  }
  throw new Error('the provider sends in circles');
}

/** Comes back; answers where the page goes then. */
export async function comeBack(who: Visitor, to: URL): Promise<string> {
  const cookie = [...who.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(to, { redirect: 'manual', headers: { cookie } });
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') who.jar.delete(name);
    else who.jar.set(name, value);
  }
  expect([response.status, await response.text()]).toEqual([302, '']);
  return (response.headers.get('location') ?? '').replace(to.origin, '');
}
