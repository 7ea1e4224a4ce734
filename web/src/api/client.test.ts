/** The client: addresses, outcomes, repeating, sessions; with a network that a test plays. */
import { productApi } from '@onsale/contract/product-api.ts';
import { describe, expect, it } from 'vitest';
import { createServerClock } from '../lib/server-clock.ts';
import { createApi } from './client.ts';

type Seen = { readonly method: string; readonly url: string; readonly body: unknown };
type Reply = readonly [status: number, body: unknown, headers?: Record<string, string>] | Error;

/** Answers in turn; the last one again and again. */
function play(...replies: readonly Reply[]) {
  const seen: Seen[] = [];
  const pauses: number[] = [];
  const sessions: string[] = [];
  const clock = createServerClock(() => 0);
  const api = createApi({
    fetch: async (address, init) => {
      const reply = replies[Math.min(seen.length, replies.length - 1)] ?? new Error('no reply');
      seen.push({
        method: init?.method ?? '',
        url: typeof address === 'string' ? address : '',
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      });
      expect(init?.credentials).toBe('same-origin');
      if (reply instanceof Error) throw reply;
      const [status, body, headers = {}] = reply;
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return new Response(text, { status, headers });
    },
    clock,
    pause: (delayMs) => {
      pauses.push(delayMs);
      return Promise.resolve();
    },
    random: () => 0,
    onSession: () => void sessions.push('begun'),
  });
  return { api, seen, pauses, sessions, clock };
}

const error = (code: string, details?: unknown) => ({
  error: { code, message: '', traceId: 't1', ...(details !== undefined && { details }) },
});
const read = { params: { eventId: 7 } } as const;
const cancel = { params: { eventId: 7, reservationId: '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e' } };

describe('a call', () => {
  it('becomes a request, and its success a value', async () => {
    const { api, seen } = play([200, { events: [] }]);
    const outcome = await api.call(productApi.listEvents, { query: { limit: 5 } });
    expect(seen).toEqual([{ method: 'GET', url: '/api/v1/events?limit=5', body: undefined }]);
    expect(outcome).toEqual({ ok: true, value: { events: [] } });
  });

  it('hands refusals over with what they say', async () => {
    const { api } = play([409, error('limit_reached', { limit: 4 }), { 'retry-after': '3' }]);
    expect(await api.call(productApi.cancelReservation, cancel)).toEqual({
      ok: false,
      code: 'limit_reached',
      status: 409,
      details: { limit: 4 },
      traceId: 't1',
      retryAfterSeconds: 3,
    });
  });

  it('tells the time of the server', async () => {
    const { api, clock } = play([200, {}, { date: 'Thu, 01 Jan 1970 01:00:00 GMT' }]);
    await api.call(productApi.readEvent, read);
    expect(clock.nowMs()).toBe(3_600_000);
  });

  it('does not take a page of a proxy for an answer', async () => {
    const { api } = play([500, '<html>']);
    expect(await api.call(productApi.readEvent, read)).toMatchObject({ code: 'unreadable' });
  });

  it('refuses to be made without what its path needs', async () => {
    const { api, seen } = play([200, {}]);
    await expect(
      api.call(productApi.readEvent, { params: {} } as unknown as typeof read),
    ).resolves.toMatchObject({ ok: false });
    expect(seen).toEqual([]);
  });
});

describe('repeating', () => {
  it('is done for reads that did not get through, with growing pauses', async () => {
    const { api, seen, pauses } = play(new Error('down'), [503, error('unavailable')], [200, {}]);
    expect((await api.call(productApi.readEvent, read)).ok).toBe(true);
    expect(seen).toHaveLength(3);
    expect(pauses).toEqual([400, 800]);
  });

  it('ends after three attempts', async () => {
    const { api, seen } = play(new Error('down'));
    expect(await api.call(productApi.readEvent, read)).toMatchObject({ code: 'network' });
    expect(seen).toHaveLength(3);
  });

  it('waits as long as it is asked to, unless that is long', async () => {
    const soon = play([429, error('rate_limited'), { 'retry-after': '2' }], [200, {}]);
    await soon.api.call(productApi.readEvent, read);
    expect(soon.pauses).toEqual([2_000]);
    const late = play([429, error('rate_limited'), { 'retry-after': '60' }], [200, {}]);
    expect(await late.api.call(productApi.readEvent, read)).toMatchObject({ ok: false });
    expect(late.seen).toHaveLength(1);
  });

  it('is never done for writes, nor for refusals', async () => {
    const write = play(new Error('down'));
    await write.api.call(productApi.cancelReservation, cancel);
    expect(write.seen).toHaveLength(1);
    const missing = play([404, error('event_not_found')]);
    await missing.api.call(productApi.readEvent, read);
    expect(missing.seen).toHaveLength(1);
  });
});

describe('a session', () => {
  const over: Reply = [401, error('session_required')];

  it('is begun once when it is missing, and the call repeated', async () => {
    const { api, seen, sessions } = play(over, [200, { session: {} }], [200, { tickets: [] }]);
    expect(await api.call(productApi.listTickets)).toMatchObject({ ok: true });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /api/v1/tickets',
      'POST /api/v1/session',
      'GET /api/v1/tickets',
    ]);
    expect(sessions).toEqual(['begun']);
  });

  it('is not begun again and again', async () => {
    const { api, seen } = play(over, [200, { session: {} }], over);
    expect(await api.call(productApi.listTickets)).toMatchObject({ code: 'session_required' });
    expect(seen).toHaveLength(3);
  });

  it('is begun once for calls that miss it at the same time', async () => {
    const { api, seen } = play(over, over, [200, { session: {} }], [200, { tickets: [] }]);
    await Promise.all([api.call(productApi.listTickets), api.call(productApi.listTickets)]);
    expect(seen.filter(({ url }) => url === '/api/v1/session')).toHaveLength(1);
  });
});

it('goes up as it is when the caller aborts', async () => {
  const { api, seen } = play(new Error('aborted'));
  const signal = AbortSignal.abort();
  await expect(api.call(productApi.readEvent, { ...read, signal })).rejects.toThrow('aborted');
  expect(seen).toHaveLength(1);
});
