/** Requests that reach no handler: the right code in the right envelope. */
import { expect, it } from 'vitest';
import { ok } from '../lib/result.ts';
import { createTestApp, sampleReservation, withKey } from './testing.ts';

const partner = {
  createReservation: () => ok({ success: true, data: sampleReservation } as const),
  cancelReservation: () =>
    ok({ success: true, data: { ...sampleReservation, eventName: 'x' } } as const),
};

const json = { ...withKey, 'content-type': 'application/json' };
const post = { method: 'POST', url: '/api/reservations', headers: json } as const;

it.each([
  ['an unknown address', { url: '/api/nothing' }, 404, 'not_found'],
  ['a wrong method', { ...post, method: 'PUT' as const }, 405, 'method_not_allowed'],
  ['a body that is not JSON', { ...post, payload: '{' }, 400, 'invalid_request'],
  ['a poisoned prototype', { ...post, payload: '{"__proto__":{}}' }, 400, 'invalid_request'],
  ['no body', post, 400, 'invalid_request'],
  ['too large a body', { ...post, payload: `"${'x'.repeat(70_000)}"` }, 413, 'body_too_large'],
  [
    'another media type',
    { ...post, headers: { ...withKey, 'content-type': 'text/plain' }, payload: 'x' },
    415,
    'unsupported_media_type',
  ],
  ['a broken escape', { url: '/api/events/%zz' }, 400, 'invalid_request'],
])('answers %s', async (_what, request, status, code) => {
  const { app } = await createTestApp({ partner });
  const response = await app.inject(request);
  expect(response.statusCode).toBe(status);
  expect(response.json()).toMatchObject({ success: false, error: { code } });
});

it('names the methods an address takes', async () => {
  const { app } = await createTestApp({ partner });
  const response = await app.inject({ method: 'PUT', url: '/api/reservations/' });
  expect(response.headers['allow']).toBe('POST');
});

it('takes bodies up to the configured limit', async () => {
  const { app } = await createTestApp({ partner, bodyBytesMax: 1_024 });
  const body = { eventId: 1, userId: 'u', quantity: 1, note: '' };
  const ask = async (note: string): Promise<number> =>
    (await app.inject({ ...post, payload: JSON.stringify({ ...body, note }) })).statusCode;
  expect([await ask('x'.repeat(900)), await ask('x'.repeat(1_024))]).toEqual([200, 413]);
});

it('uses the envelope of the product outside the partner API', async () => {
  const { app } = await createTestApp();
  for (const url of ['/api/v1/nothing', '/nothing']) {
    expect((await app.inject(url)).json()).toMatchObject({ error: { code: 'not_found' } });
  }
});

it('takes an empty body with the JSON media type where no body is needed', async () => {
  const { app } = await createTestApp({ partner });
  const response = await app.inject({
    method: 'DELETE',
    url: `/api/reservations/${sampleReservation.reservationId}`,
    headers: json,
  });
  expect(response.statusCode).toBe(200);
});
