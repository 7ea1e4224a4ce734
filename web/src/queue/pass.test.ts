/** Buying with a pass: the one that is kept, or the one of the admission that runs, or not at all. */
import { productApi } from '@onsale/contract/product-api.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Api } from '../api/client.ts';
import { refused } from '../api/outcome.ts';
import { keepAdmission, keptAdmission, type PassHeaders, withPass } from './pass.ts';
import type { Admission } from './queries.ts';

const admissionOf = (pass: string): Admission => ({
  id: pass,
  eventId: 1,
  pass,
  admittedAt: '2027-01-01T00:00:00Z',
  expiresAt: '2027-01-01T00:10:00Z',
  endsAt: '2027-01-01T00:30:00Z',
});

/** A server at which this pass is good, and which has this admission for whoever asks. */
function world(good: string | undefined, running: Admission | undefined) {
  const seen: (string | undefined)[] = [];
  const asked: string[] = [];
  const api = {
    async call(spec: { id: string }) {
      asked.push(spec.id);
      return running === undefined
        ? refused('entry_not_found', 404)
        : { ok: true, value: { admission: running } };
    },
  } as unknown as Api;
  const buy = () =>
    withPass<typeof productApi.leaveQueue>(api, 1, async (headers: PassHeaders) => {
      seen.push(headers['admission-pass']);
      return headers['admission-pass'] === good
        ? { ok: true, value: { left: true } }
        : (refused('admission_required', 403) as never);
    });
  return { buy, seen, asked };
}

beforeEach(() => keepAdmission(1, undefined));

it('sends none where none is needed, and asks for none', async () => {
  const { buy, seen, asked } = world(undefined, undefined);
  expect((await buy()).ok).toBe(true);
  expect([seen, asked]).toEqual([[undefined], []]);
});

it('sends the one that is kept', async () => {
  keepAdmission(1, admissionOf('mine'));
  const { buy, seen, asked } = world('mine', undefined);
  expect((await buy()).ok).toBe(true);
  expect([seen, asked]).toEqual([['mine'], []]);
});

it('asks for the admission that runs when there is none here, or an old one, and keeps it', async () => {
  for (const kept of [undefined, admissionOf('old')]) {
    keepAdmission(1, kept);
    const { buy, seen } = world('new', admissionOf('new'));
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await buy()).ok).toBe(true);
    expect(seen).toEqual([kept?.pass, 'new']);
    expect(keptAdmission(1)?.pass).toBe('new');
  }
});

it('says so when there is no admission, and forgets the old one', async () => {
  keepAdmission(1, admissionOf('old'));
  const { buy, seen } = world('new', undefined);
  expect(await buy()).toMatchObject({ ok: false, code: 'admission_required' });
  expect(seen).toEqual(['old']);
  expect(keptAdmission(1)).toBeUndefined();
});
