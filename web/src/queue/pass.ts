/**
 * The pass that buying needs where there is a waiting room. It is kept for this tab; another tab, or
 * one that has lost it, asks for it again: the server answers the admission that runs.
 */
import { productApi } from '@onsale/contract/product-api.ts';
import type { RouteSpec } from '@onsale/contract/route.ts';
import type { Api } from '../api/client.ts';
import type { Outcome } from '../api/outcome.ts';
import { isRecord, isText, readStored, writeStored } from '../purchase/stored.ts';
import type { Admission } from './queries.ts';

const key = (eventId: number): string => `admission:${eventId}`;

const isAdmission = (value: unknown): value is Admission =>
  isRecord(value) &&
  typeof value['eventId'] === 'number' &&
  ['id', 'pass', 'admittedAt', 'expiresAt', 'endsAt'].every((name) => isText(value[name]));

export const keptAdmission = (eventId: number): Admission | undefined =>
  readStored(key(eventId), isAdmission);

export const keepAdmission = (eventId: number, admission: Admission | undefined): void =>
  writeStored(key(eventId), admission);

export type PassHeaders = { readonly 'admission-pass'?: string };

const headersOf = (admission: Admission | undefined): PassHeaders =>
  admission === undefined ? {} : { 'admission-pass': admission.pass };

/**
 * Tries with the pass that is kept, if there is one. Where one is needed and this one does not do, asks
 * for the admission that runs and tries once more; the outcome is `admission_required` when there is none.
 */
export async function withPass<Spec extends RouteSpec>(
  api: Api,
  eventId: number,
  attempt: (headers: PassHeaders) => Promise<Outcome<Spec>>,
): Promise<Outcome<Spec>> {
  const first = await attempt(headersOf(keptAdmission(eventId)));
  if (first.ok || (first.code as string) !== 'admission_required') return first;
  const answer = await api.call(productApi.admit, { params: { eventId } });
  const admission = answer.ok ? answer.value.admission : undefined;
  keepAdmission(eventId, admission);
  return admission === undefined ? first : attempt(headersOf(admission));
}
