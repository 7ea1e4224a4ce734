/** An organizer's new event: checked as a whole, then made with its places in one transaction. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { InputOf } from '@onsale/contract/route.ts';
import { rememberRequest } from '../identity/remember-request.ts';
import { type Handlers, mayActFor, type Principal, SHOP_PRINCIPAL } from '../lib/handler.ts';
import { requestHash } from '../lib/request-hash.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { checkDraft, type CheckedDraft } from './check-draft.ts';
import { createEvent } from './create-event.ts';
import type { CatalogDeps } from './routes.ts';

type Input = InputOf<ProductApi['createEvent']>;

export function createHandler(deps: CatalogDeps): Pick<Handlers<ProductApi>, 'createEvent'> {
  const make = (
    principal: Principal,
    { body, headers }: Input,
    { draft, stock }: CheckedDraft,
  ): Promise<Result<string, 'idempotency_mismatch'>> => {
    const key = headers['idempotency-key'];
    const request = key === undefined ? undefined : requestKey(principal, key, body);
    return rememberRequest(deps.db, request, async (tx) => {
      const eventId = await createEvent(tx, { ...draft, ...deps.holds });
      await deps.stock(tx, eventId, stock);
      return String(eventId);
    });
  };

  return {
    async createEvent(input, principal) {
      const { organizationId } = input.body;
      if (!mayActFor(principal, organizationId, 'events:write'))
        return refuse('forbidden', { organizationId });
      const checked = await checkDraft(deps.db, input.body, deps.clock.nowMs());
      if (!checked.ok) return checked;
      const made = await make(principal, input, checked.value);
      if (!made.ok) return made;
      const event = await deps.show(Number(made.value));
      return event === undefined ? refuse('internal') : ok({ event });
    },
  };
}

/** A key is its caller's own: one API key's, or one person's. */
function requestKey(principal: Principal, key: string, body: Input['body']) {
  const isKey = principal.kind === 'key';
  return {
    principalId: isKey ? principal.keyId : SHOP_PRINCIPAL,
    route: isKey ? 'v1CreateEvent' : `v1CreateEvent ${principal.personId}`,
    key,
    requestHash: requestHash(JSON.stringify(body)),
  };
}
