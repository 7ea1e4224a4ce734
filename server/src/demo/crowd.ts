/**
 * The crowd of a demo: simulated buyers on the demo's own events, so that its seat maps live. One
 * process leads it at a time; it comes at a bounded pace and never takes the last places.
 */
import type { EventCache, EventSnapshot } from '../inventory/event-cache.ts';
import { eventStatus } from '../catalog/model/event.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Step } from '../ops/loop.ts';
import * as manners from './model/manners.ts';
import { newBuyer } from './shop.ts';
import { type CrowdDbRow, leadCrowd } from './sql/crowd.ts';
import { listDemoEvents } from './sql/demo-events.ts';
import { act, type Visitor, type VisitorDeps } from './visitor.ts';

export type CrowdOptions = Omit<VisitorDeps, 'eventOf' | 'onSold' | 'onReturned'> & {
  readonly db: Db;
  readonly events: EventCache;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Unique among all processes. */
  readonly processName: string;
  readonly onError: (error: unknown) => void;
};

export type Crowd = {
  /** What is due now: arrivals and acts. Call it several times a second. */
  readonly step: Step;
  /** Who is about, owners of tickets included. */
  size(): number;
};

const LEASE_MS = 10_000;
const LEAD_EVERY_MS = 1_000;
const EVENTS_EVERY_MS = 3_000;
/** Bounds of what a laptop has to carry, whatever the pace. */
const VISITORS_MAX = 2_000;
const ACTS_MAX = 20;
const ARRIVALS_MAX = 20;
/** After a pause of the process nobody catches up. */
const ELAPSED_MAX_MS = 2_000;

export function createCrowd(options: CrowdOptions): Crowd {
  const { db, events, clock, ids, random, processName } = options;
  const eventOf = async (eventId: number): Promise<EventSnapshot | undefined> =>
    events.get(eventId);
  const done = { buyers: 0, sold: 0, returned: 0 };
  const deps: VisitorDeps = {
    ...options,
    eventOf,
    onSold: (tickets) => (done.sold += tickets),
    onReturned: (tickets) => (done.returned += tickets),
  };
  let visitors: Visitor[] = [];
  let tide: manners.Tide | undefined;
  let settings: CrowdDbRow | undefined;
  let offers: readonly manners.OnOffer[] = [];
  let nextLeadMs = 0;
  let nextEventsMs = 0;
  let lastStepMs: number | undefined;

  /** Renews the lease, hands in what was done, and learns whether it is still wanted. */
  async function lead(): Promise<void> {
    const { buyers, sold, returned } = done;
    const [row] = await db.query(leadCrowd, [processName, LEASE_MS, buyers, sold, returned]);
    settings = row;
    if (row === undefined) return;
    done.buyers -= buyers;
    done.sold -= sold;
    done.returned -= returned;
  }

  async function lookAround(nowMs: number): Promise<void> {
    const rows = await db.query(listDemoEvents, [nowMs]);
    const found = await Promise.all(rows.map(({ eventId }) => eventOf(eventId)));
    offers = found.flatMap((one) => (one === undefined ? [] : [onOffer(one, nowMs)])).flat();
  }

  function arrive(nowMs: number, elapsedMs: number, perMinute: number): void {
    tide = manners.turnTide(tide, nowMs, random);
    const room = Math.min(ARRIVALS_MAX, VISITORS_MAX - visitors.length);
    const count = manners.arrivals(perMinute, elapsedMs, tide, random, room);
    for (let n = 0; n < count; n++) {
      const offer = manners.comesFor(offers, random);
      if (offer === undefined) return;
      done.buyers += 1;
      visitors.push({
        buyer: newBuyer(ids),
        eventId: offer.eventId,
        dueMs: nowMs + manners.looks(random),
        next: { act: 'hold', tries: 1 },
      });
    }
  }

  async function actAll(nowMs: number): Promise<void> {
    const due = visitors.filter(({ dueMs }) => dueMs <= nowMs).slice(0, ACTS_MAX);
    if (due.length === 0) return;
    const busy = new Set(due);
    const left = await Promise.all(
      due.map((visitor) =>
        act(deps, visitor, nowMs).catch((error: unknown) => {
          options.onError(error);
          return undefined;
        }),
      ),
    );
    visitors = [
      ...visitors.filter((visitor) => !busy.has(visitor)),
      ...left.filter((visitor) => visitor !== undefined),
    ];
  }

  return {
    size: () => visitors.length,
    async step(signal) {
      const nowMs = clock.nowMs();
      const elapsedMs = Math.min(ELAPSED_MAX_MS, Math.max(0, nowMs - (lastStepMs ?? nowMs)));
      lastStepMs = nowMs;
      if (nowMs >= nextLeadMs) {
        nextLeadMs = nowMs + LEAD_EVERY_MS;
        await lead();
      }
      if (settings?.isOn !== true) {
        // Switched off, or another process leads: whoever is about goes home, holds run out.
        visitors = [];
        return 'rest';
      }
      if (nowMs >= nextEventsMs) {
        nextEventsMs = nowMs + EVENTS_EVERY_MS;
        await lookAround(nowMs);
      }
      arrive(nowMs, elapsedMs, settings.buyersPerMinute);
      if (!signal.aborted) await actAll(nowMs);
      return 'rest';
    },
  };
}

function onOffer({ event, capacity, available }: EventSnapshot, nowMs: number): manners.OnOffer[] {
  if (eventStatus(event, available, nowMs) !== 'on_sale') return [];
  const openMs = nowMs - event.saleOpensAtMs;
  return [{ eventId: event.eventId, capacity, available, openMs }];
}
