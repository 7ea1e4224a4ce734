/**
 * Joining a list, in groups: while one batch is in the database, the next gathers, so a crowd that has just
 * been told "sold out" costs a few transactions. Who has an entry that has not ended gets it, as it is.
 */
import { Lane } from '../lib/lane.ts';
import { meaningOf } from '../lib/db-errors.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { textArray } from '../lib/pg-array.ts';
import type { Letter } from '../letters/letter.ts';
import { writeLetters } from '../letters/write-letter.ts';
import { changeList, type ListChange } from './change-list.ts';
import type { WaitlistDeps } from './deps.ts';
import { type Entry, toEntry } from './entry.ts';
import type { Wish } from './model/wish.ts';
import { findLive, insertEntries } from './sql/entries.ts';
import { ensureList } from './sql/lists.ts';

export type JoinAsk = {
  readonly personId: string;
  readonly wish: Wish;
  readonly email: string | undefined;
  readonly language: 'ko' | 'en';
  /** Nothing at all was free a moment ago: from now on only the list is served. */
  readonly soldOut: boolean;
};

export type Joined = Result<Entry, 'waiting_list_closed' | 'busy'>;

export type Joins = {
  join(eventId: number, ask: JoinAsk): Promise<Joined>;
  /** Forgets lanes that nobody uses. */
  tidy(): void;
};

/** Entries that wait, at most: a place behind them is no hope, and a list has to be read in order. */
export const WAITING_MAX = 50_000;
const BATCH_MAX = 500;
const QUEUE_MAX = 20_000;
const WAIT_MAX_MS = 10_000;

type Deps = Pick<WaitlistDeps, 'db' | 'clock' | 'ids' | 'onCommit'>;

export function createJoins(deps: Deps, waitingMax = WAITING_MAX): Joins {
  const lanes = new Map<number, Lane<JoinAsk, Joined>>();

  async function run(eventId: number, batch: readonly JoinAsk[]): Promise<readonly Joined[]> {
    try {
      await deps.db.query(ensureList, [eventId]);
      const joined = await changeList(deps.db, eventId, (change) =>
        settle(deps, change, batch, waitingMax),
      );
      deps.onCommit(eventId);
      return joined ?? batch.map(() => refuse('waiting_list_closed'));
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === 'fatal') throw error;
      // Whoever did get in finds the entry when they ask again.
      return batch.map(() => refuse('busy', { retryAfterSeconds: 1 }));
    }
  }

  function open(eventId: number): Lane<JoinAsk, Joined> {
    const lane = new Lane<JoinAsk, Joined>({
      batchMax: BATCH_MAX,
      inFlightMax: 1,
      queueMax: QUEUE_MAX,
      waitMaxMs: WAIT_MAX_MS,
      clock: deps.clock,
      busy: () => refuse('busy', { retryAfterSeconds: 1 }),
      run: (batch) => run(eventId, batch),
    });
    lanes.set(eventId, lane);
    return lane;
  }

  return {
    join: (eventId, ask) => (lanes.get(eventId) ?? open(eventId)).submit(ask),
    tidy() {
      for (const [eventId, lane] of lanes) if (lane.depth === 0) lanes.delete(eventId);
    },
  };
}

async function settle(
  { ids }: Deps,
  change: ListChange,
  batch: readonly JoinAsk[],
  waitingMax: number,
): Promise<readonly Joined[]> {
  const { tx, list } = change;
  const { eventId } = list;
  const people = [...new Set(batch.map(({ personId }) => personId))];
  const rows = await tx.query(findLive, [eventId, textArray(people)]);
  const known = new Map(rows.map((row) => [row.personId, toEntry(row)]));
  const isOpen = (): boolean => list.enabled && list.waiting + change.waiting < waitingMax;
  const fresh = new Map<string, JoinAsk & { readonly id: string; readonly number: number }>();
  for (const ask of batch) {
    if (known.has(ask.personId) || fresh.has(ask.personId) || !isOpen()) continue;
    change.numbers += 1;
    change.waiting += 1;
    const number = list.lastNumber + change.numbers;
    fresh.set(ask.personId, { ...ask, id: ids.next(), number });
  }
  if (fresh.size > 0) await add(change, [...fresh.values()], known);
  return batch.map(({ personId }) => {
    const entry = known.get(personId);
    return entry === undefined ? refuse('waiting_list_closed') : ok(entry);
  });
}

type Fresh = JoinAsk & { readonly id: string; readonly number: number };

async function add(
  change: ListChange,
  fresh: readonly Fresh[],
  known: Map<string, Entry>,
): Promise<void> {
  const { tx, list } = change;
  const rows = fresh.map(({ id, number, personId, wish, email, language }) => ({
    id,
    number,
    person_id: personId,
    party: wish.party,
    tiers: wish.tiers === null ? null : textArray(wish.tiers),
    together: wish.together,
    wheelchairs: wish.wheelchairs,
    email: email ?? null,
    language,
  }));
  for (const row of await tx.query(insertEntries, [list.eventId, JSON.stringify(rows)])) {
    known.set(row.personId, toEntry(row));
    change.told.push(['joined', row.id]);
  }
  await writeLetters(
    tx,
    fresh.flatMap((one) => letterTo(list.eventId, one)),
  );
  if (fresh.some(({ soldOut }) => soldOut)) change.gate = true;
  change.rings = true;
}

const letterTo = (eventId: number, { id, email, language }: Fresh): Letter[] =>
  email === undefined
    ? []
    : [
        {
          kind: 'waitlist_joined',
          to: email,
          language,
          content: { eventId, entryId: id },
          key: `waitlist_joined:${eventId}:${id}`,
        },
      ];
