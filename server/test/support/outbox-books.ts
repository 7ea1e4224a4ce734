/**
 * Whether the outbox tells everything: positions and sequences without gaps, every version of every
 * pool and seat exactly once and in order, and a last word on everything that equals the stored row.
 */

export type OutboxEntry = {
  readonly position: number | null;
  readonly eventId: number;
  readonly seq: number | null;
  readonly payload: {
    readonly kind: string;
    readonly pools?: readonly (readonly number[])[];
    readonly seats?: readonly (readonly number[])[];
    readonly facts?: readonly { readonly t: string; readonly r?: string; readonly q?: number }[];
  };
};

type Stored = readonly { readonly key: string; readonly is: string }[];
/** Keys begin with the event; `is` is what the outbox must have said last. */
export type StoredRows = {
  readonly pools: Stored;
  readonly seats: Stored;
  readonly reservations: Stored;
};

const stateAfter: Readonly<Record<string, number>> = {
  held: 0,
  extended: 0,
  secured: 0,
  booked: 1,
  confirmed: 1,
  late: 1,
  expired: 2,
  cancelled: 3,
};

type Told = {
  readonly pools: Map<string, string>;
  readonly seats: Map<string, string>;
  readonly reservations: Map<string, string>;
  readonly versions: Map<string, number>;
};

export function outboxViolations(entries: readonly OutboxEntry[], stored: StoredRows): string[] {
  const found: string[] = [];
  const seqs = new Map<number, number>();
  const told: Told = {
    pools: new Map(),
    seats: new Map(),
    reservations: new Map(),
    versions: new Map(),
  };
  entries.forEach((entry, i) => {
    const seq = (seqs.get(entry.eventId) ?? 0) + 1;
    seqs.set(entry.eventId, seq);
    if (entry.position !== i + 1) found.push(`outbox: position ${entry.position} is not ${i + 1}`);
    if (entry.seq !== seq) {
      found.push(`outbox: event ${entry.eventId} has seq ${entry.seq} where ${seq} belongs`);
    }
    if (entry.payload.kind === 'inventory') found.push(...apply(told, entry));
  });
  return [
    ...found,
    ...compare('pool', stored.pools, told.pools),
    ...compare('seat', stored.seats, told.seats),
    ...compare('reservation', stored.reservations, told.reservations),
  ];
}

function apply(told: Told, { eventId, payload }: OutboxEntry): string[] {
  const found: string[] = [];
  const count = (key: string, version = -1): void => {
    const expected = (told.versions.get(key) ?? 0) + 1;
    if (version !== expected) found.push(`outbox: ${key} version ${version} is not ${expected}`);
    told.versions.set(key, version);
  };
  for (const [pool, capacity, held, sold, blocked, version] of payload.pools ?? []) {
    count(`pool ${eventId} ${pool}`, version);
    told.pools.set(`${eventId} ${pool}`, [capacity, held, sold, blocked, version].join(' '));
  }
  for (const [seat, state, version] of payload.seats ?? []) {
    count(`seat ${eventId} ${seat}`, version);
    told.seats.set(`${eventId} ${seat}`, `${state} ${version}`);
  }
  for (const { t, r, q } of payload.facts ?? []) {
    // Changing hands leaves the state as it was.
    if (r !== undefined && t !== 'adopted')
      told.reservations.set(`${eventId} ${r}`, `${stateAfter[t]} ${q}`);
  }
  return found;
}

function compare(what: string, stored: Stored, told: ReadonlyMap<string, string>): string[] {
  // A pool that was never touched is not told of.
  const isFresh = (is: string): boolean => what === 'pool' && is.endsWith(' 0');
  const wrong = stored
    .filter(({ key, is }) => told.get(key) !== is && !(isFresh(is) && !told.has(key)))
    .map(({ key, is }) => `outbox: ${what} ${key} is ${is}, told ${told.get(key) ?? 'nothing'}`);
  const keys = new Set(stored.map(({ key }) => key));
  const invented = [...told.keys()].filter((key) => !keys.has(key));
  return [...wrong, ...invented.map((key) => `outbox: ${what} ${key} is told, but not stored`)];
}
