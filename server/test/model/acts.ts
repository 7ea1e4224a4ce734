/** Random acts on a house: how they are drawn, and how the model and the engine perform each. */
import * as fc from 'fast-check';
import type { Command, Outcome, Wanted } from '../../src/inventory/model/commands.ts';
import { mainPool } from '../../src/inventory/stock-event.ts';
import { unreachable } from '../../src/lib/assert.ts';
import type { Uuid } from '../../src/lib/uuid-v7.ts';
import type { Engine } from '../support/engine.ts';
import type { House, Places, Verdict } from './house.ts';

export const SEATS = 6;
export const CAPACITY = 6;
export const LIMIT = 3;
const BUYERS = ['ann', 'bob'] as const;
const IDS = 12;

/** `on` chooses the process that performs it. */
export type Act = { readonly on: 0 | 1 } & (
  | {
      readonly kind: 'place';
      readonly n: number;
      readonly buyer: string;
      readonly places: Places;
      readonly confirm: boolean;
    }
  | { readonly kind: 'extend' | 'confirm' | 'cancel' | 'expire' | 'lapse'; readonly n: number }
  | { readonly kind: 'secure'; readonly n: number; readonly minutes: number }
  | { readonly kind: 'adopt'; readonly n: number; readonly buyer: string }
  | { readonly kind: 'block' | 'unblock'; readonly places: Places }
  | { readonly kind: 'resize'; readonly capacity: number }
  | { readonly kind: 'sweep' }
);

const on = fc.constantFrom(0 as const, 1 as const);
const n = fc.nat({ max: IDS - 1 });
// Seat number SEATS does not exist.
const seats = fc
  .uniqueArray(fc.nat({ max: SEATS }), { minLength: 1, maxLength: 3 })
  .map((list) => ({ seats: list.toSorted((a, b) => a - b) }));
const likelySeats = fc
  .record({ first: fc.nat({ max: SEATS - 2 }), size: fc.integer({ min: 1, max: 2 }) })
  .map(({ first, size }) => ({ seats: Array.from({ length: size }, (_, i) => first + i) }));
const units = fc.record({ units: fc.integer({ min: 1, max: 3 }) });
const places: fc.Arbitrary<Places> = fc.oneof(likelySeats, seats, units, units);
const kind = fc.constantFrom(
  'extend',
  'confirm',
  'confirm',
  'cancel',
  'expire',
  'lapse',
  'lapse',
  'lapse',
);

export const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      on,
      kind: fc.constant('place' as const),
      n,
      buyer: fc.constantFrom(...BUYERS),
      places,
      confirm: fc.boolean(),
    }),
  },
  { weight: 9, arbitrary: fc.record({ on, kind, n }) },
  {
    weight: 2,
    arbitrary: fc.record({ on, kind: fc.constantFrom('block', 'unblock'), places }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      on,
      kind: fc.constant('secure' as const),
      n,
      // Shorter than any hold, or longer than most.
      minutes: fc.constantFrom(1, 60, 120),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      on,
      kind: fc.constant('adopt' as const),
      n,
      buyer: fc.constantFrom(...BUYERS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      on,
      kind: fc.constant('resize' as const),
      capacity: fc.integer({ min: 1, max: CAPACITY + 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ on, kind: fc.constant('sweep' as const) }) },
);

/** Twelve ids per run, so that ids are used again by chance. */
export type Scene = {
  readonly engines: readonly [Engine, Engine];
  readonly house: House;
  readonly eventId: number;
  readonly ids: readonly Uuid[];
  /** Lets the time of a hold pass in the database; a later call is a later moment. */
  readonly lapse: (id: Uuid, nth: number) => Promise<void>;
};

/** Performs the act on both. Answers what the model and the engine say about it. */
export async function perform(scene: Scene, one: Act): Promise<[Verdict, Verdict]> {
  const { house, engines, eventId, ids } = scene;
  const engine = engines[one.on];
  if (one.kind === 'sweep') {
    for (const { id } of house.having()) house.expire(id);
    await engine.sweep();
    return ['done', 'done'];
  }
  const id = 'n' in one ? (ids[one.n] ?? ids[0]) : undefined;
  if (one.kind === 'lapse') {
    const nth = house.lapse(id ?? '');
    if (nth !== undefined && id !== undefined) await scene.lapse(id, nth);
    return ['done', 'done'];
  }
  const outcome = await engine.submit(eventId, commandFor(engine, one, id));
  return [verdictOf(house, one, id ?? ''), verdict(outcome)];
}

function commandFor(engine: Engine, one: Act, id: Uuid | undefined): Command {
  switch (one.kind) {
    case 'place': {
      const owner = { ...engine.owner, buyer: one.buyer };
      const { confirm } = one;
      const holdMs = confirm ? 0 : 600_000;
      return { kind: 'place', id: given(id), owner, wanted: wanted(one.places), confirm, holdMs };
    }
    case 'extend':
    case 'confirm':
    case 'cancel':
      return { kind: one.kind, id: given(id), principalId: engine.owner.principalId };
    case 'secure': {
      const { principalId } = engine.owner;
      const forMs = one.minutes * 60_000;
      return { kind: 'secure', id: given(id), principalId, forMs };
    }
    case 'adopt': {
      const { principalId } = engine.owner;
      const to = one.buyer;
      return { kind: 'adopt', id: given(id), principalId, from: otherThan(to), to };
    }
    case 'expire':
      return { kind: 'expire', id: given(id) };
    case 'block':
    case 'unblock':
      return { kind: one.kind, wanted: wanted(one.places) };
    case 'resize':
      return { kind: 'resize', pool: mainPool, capacity: one.capacity };
    case 'lapse':
    case 'sweep':
      throw new Error(`${one.kind} is no command`);
    default:
      return unreachable(one);
  }
}

function verdictOf(house: House, one: Act, id: string): Verdict {
  switch (one.kind) {
    case 'place':
      return house.place({ id, buyer: one.buyer, places: one.places }, one.confirm);
    case 'extend':
      return house.extend(id);
    case 'confirm':
      return house.confirm(id);
    case 'cancel':
      return house.cancel(id);
    case 'secure':
      return house.secure(id, one.minutes);
    case 'adopt':
      return house.adopt(id, otherThan(one.buyer), one.buyer);
    case 'expire':
      return house.expire(id);
    case 'block':
      return house.block(one.places);
    case 'unblock':
      return house.unblock(one.places);
    case 'resize':
      return house.resize(one.capacity);
    case 'lapse':
    case 'sweep':
      return 'done';
    default:
      return unreachable(one);
  }
}

const otherThan = (buyer: string): string => BUYERS.find((one) => one !== buyer) ?? '';

const wanted = (wish: Places): Wanted =>
  'seats' in wish ? wish : { pool: mainPool, quantity: wish.units };

function given(id: Uuid | undefined): Uuid {
  if (id === undefined) throw new Error('an act without an id');
  return id;
}

function verdict(outcome: Outcome): Verdict {
  if (!outcome.ok) return outcome.code;
  return outcome.value.repeated ? 'repeated' : 'done';
}
