/** In whose name a caller acts: a key for its buyers, a person of the shop for themselves. */
import type { EventRecord } from '../catalog/model/event.ts';
import { type Principal, SHOP_PRINCIPAL } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { Owner } from './model/commands.ts';

/** May the caller meet this event at all? People see every event, a key those of its organization. */
export const isFor = (principal: Principal, event: EventRecord): boolean =>
  principal.kind === 'person' || principal.organizationId === event.organizationId;

/** Whose reservations the caller reaches. */
export const reachOf = (
  principal: Principal,
): { readonly principalId: number; readonly buyer?: string } =>
  principal.kind === 'key'
    ? { principalId: principal.keyId }
    : { principalId: SHOP_PRINCIPAL, buyer: principal.personId };

/** The owner of a new reservation. `buyer`: as the request gives it, for keys only. */
export function ownerFor(
  principal: Principal,
  event: EventRecord,
  buyer: string | undefined,
): Result<Owner, 'invalid_request'> {
  const { organizationId } = event;
  if (principal.kind === 'person') {
    if (buyer !== undefined) return wrong('is the session itself and must not be given');
    return ok({ organizationId, principalId: SHOP_PRINCIPAL, buyer: principal.personId });
  }
  if (buyer === undefined) return wrong('is required');
  return ok({ organizationId, principalId: principal.keyId, buyer });
}

const wrong = (problem: string) =>
  refuse('invalid_request', { fields: [{ field: 'body.buyer', problem }] });
