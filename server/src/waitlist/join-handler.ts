/** `joinWaitingList`: who may ask how often, what is wished for, and where an offer is to be told. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { callerOf } from '../lib/address.ts';
import type { Rate } from '../lib/gcra.ts';
import type { Answer, Asker, Handlers, Person } from '../lib/handler.ts';
import { ok, refuse, type Refusal } from '../lib/result.ts';
import { isSoldOut } from './choose-places.ts';
import { findMine, presentEntries } from './read-entries.ts';
import type { WaitlistRouteDeps } from './routes.ts';
import { whyNotJoin } from './why-not-join.ts';

type Spec = ProductApi['joinWaitingList'];
type Body = Parameters<Handlers<ProductApi>['joinWaitingList']>[0]['body'];

/** Somebody joins once; whole offices share an address. */
const perPerson: Rate = { perSecond: 0.5, burst: 10 };
const perAddress: Rate = { perSecond: 20, burst: 300 };

export function createJoinHandler(
  deps: WaitlistRouteDeps,
): Handlers<ProductApi>['joinWaitingList'] {
  const { db, book, joins, lists, limiter, metrics, emailOf, sendsMail } = deps;

  async function tooFast(
    { personId }: Person,
    asker: Asker | undefined,
  ): Promise<Refusal<'rate_limited'> | undefined> {
    const waitMs =
      (await limiter.take(`waitlist:${personId}`, perPerson)) ||
      (asker === undefined
        ? 0
        : await limiter.take(`waitlist-address:${callerOf(asker.ip)}`, perAddress));
    if (waitMs === 0) return undefined;
    return refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  }

  /**
   * An account is told at its own address unless it names another one. A guest has to name one, and so
   * has an account whose address nobody has confirmed: it may be somebody else's.
   */
  async function addressOf({ account }: Person, { email }: Body): Promise<string | undefined> {
    if (!sendsMail) return undefined;
    if (email !== undefined || account === undefined) return email;
    return emailOf(account.id);
  }

  async function join(eventId: number, body: Body, person: Person): Promise<Answer<Spec>> {
    const event = await book.get(eventId);
    if (event === undefined) return refuse('event_not_found');
    const mine = await findMine(db, eventId, person.personId);
    if (mine !== undefined && mine.state !== 'ENDED') return present(mine);
    const { party, tiers = null, together = true, accessible: wheelchairs = 0 } = body;
    const wish = { party, tiers, together, wheelchairs };
    const email = await addressOf(person, body);
    if (email === undefined && sendsMail) {
      return refuse('invalid_request', {
        fields: [{ field: 'body.email', problem: 'is required' }],
      });
    }
    if (!(await lists.read(event)).enabled) return refuse('waiting_list_closed');
    const refusal = await whyNotJoin(deps, event, wish);
    if (refusal !== undefined) return refusal;
    const soldOut = event.listOnly === true || (await isSoldOut(deps, eventId));
    const { language = 'ko' } = body;
    const ask = { personId: person.personId, wish, email, language, soldOut };
    const joined = await joins.join(eventId, ask);
    lists.evict(eventId);
    return joined.ok ? present(joined.value) : joined;
  }

  async function present(mine: Parameters<typeof presentEntries>[1][number]) {
    const [entry] = await presentEntries(deps, [mine]);
    return entry === undefined ? refuse('internal') : ok({ entry });
  }

  return async ({ params, body }, person, _traceId, asker) => {
    const refused = await tooFast(person, asker);
    const answer = refused ?? (await join(params.eventId, body, person));
    metrics.joined(answer.ok ? 'ok' : answer.code);
    return answer;
  };
}
