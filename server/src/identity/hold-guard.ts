/**
 * Against hoarding: how many holds one person may have at a time, and how many one address may place
 * a minute. Holds of one person are placed one after the other here, so the count is exact within a
 * process; processes that admit the same person in the same moment may exceed it by one each.
 */
import { callerOf } from '../lib/address.ts';
import type { Clock } from '../lib/clock.ts';
import type { Queryable } from '../lib/db.ts';
import type { Rate } from '../lib/gcra.ts';
import { type Person, SHOP_PRINCIPAL } from '../lib/handler.ts';
import { refuse, type Refusal } from '../lib/result.ts';
import { Lane } from '../lib/lane.ts';
import { textArray } from '../lib/pg-array.ts';
import type { Limiter } from '../shared/contract.ts';
import { countLiveHolds } from './sql/holds.ts';

export type HoldGuard = {
  /**
   * Runs `place` when the person may take another hold, else answers why not: `limit_reached` with
   * scope `holds`, or `rate_limited`. The repetition of a request whose hold exists must not come
   * here: it takes nothing. `address` as the request has it (`asker.ip`).
   */
  admitHold<Outcome>(
    person: Person,
    address: string | undefined,
    place: () => Promise<Outcome>,
  ): Promise<Outcome | Refusal<'limit_reached' | 'rate_limited'>>;
};

export type HoldGuardOptions = {
  readonly db: Queryable;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Of all processes, if they share one. */
  readonly limiter: Limiter;
  /** Live holds of one person over all events. */
  readonly perPersonMax: number;
  /** Of one address, in holds per minute; a quarter of a minute's worth may come at once. */
  readonly perAddressMinute: number;
};

/** Holds of one person that may wait for each other; nobody needs more. */
const WAITING_MAX = 8;
const COUNTED_MAX = 500;
const PEOPLE_WAITING_MAX = 20_000;
const COUNT_WAIT_MAX_MS = 5_000;

type Line = { readonly last: Promise<void>; readonly length: number };

export function createHoldGuard(options: HoldGuardOptions): HoldGuard {
  const { db, clock, limiter, perPersonMax, perAddressMinute } = options;
  const rate: Rate = {
    perSecond: perAddressMinute / 60,
    burst: Math.max(perPersonMax, Math.ceil(perAddressMinute / 4)),
  };
  /** The holds under way of each person: the next one waits for the last of them. */
  const lines = new Map<string, Line>();

  /** Asked for everybody who comes while the question before is under way. */
  const counts = new Lane<string, number | 'busy'>({
    batchMax: COUNTED_MAX,
    inFlightMax: 2,
    queueMax: PEOPLE_WAITING_MAX,
    waitMaxMs: COUNT_WAIT_MAX_MS,
    clock,
    busy: () => 'busy',
    async run(people) {
      const values = [SHOP_PRINCIPAL, textArray(people), perPersonMax];
      return (await db.query(countLiveHolds, values)).map(({ holds }) => holds);
    },
  });

  async function counted<Outcome>(
    personId: string,
    place: () => Promise<Outcome>,
  ): Promise<Outcome | Refusal<'limit_reached' | 'rate_limited'>> {
    const holds = await counts.submit(personId);
    if (holds === 'busy') return refuse('rate_limited', { retryAfterSeconds: 1 });
    return holds < perPersonMax
      ? place()
      : refuse('limit_reached', { scope: 'holds', limit: perPersonMax });
  }

  function leave(personId: string): void {
    const line = lines.get(personId);
    if (line === undefined || line.length <= 1) lines.delete(personId);
    else lines.set(personId, { ...line, length: line.length - 1 });
  }

  return {
    async admitHold(person, address, place) {
      const caller = address === undefined ? undefined : callerOf(address);
      const waitMs = caller === undefined ? 0 : await limiter.take(`holds:${caller}`, rate);
      if (waitMs > 0) {
        return refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
      }
      const { personId } = person;
      const line = lines.get(personId) ?? { last: Promise.resolve(), length: 0 };
      if (line.length >= WAITING_MAX) return refuse('rate_limited', { retryAfterSeconds: 1 });
      const mine = line.last.then(() => counted(personId, place));
      // Whoever waits behind this one does not care how it ended.
      lines.set(personId, { last: mine.then(nothing, nothing), length: line.length + 1 });
      try {
        return await mine;
      } finally {
        leave(personId);
      }
    },
  };
}

const nothing = (): void => {};
