/**
 * The settling transaction: locks the rows of a batch, decides every command on them, writes what
 * changed. It gives exact verdicts, so everything that the fast paths do not plainly accept comes here.
 * Repeating it is safe, which is how a lost connection is resolved; a batch that cannot be written is
 * split until the command that poisons it stands alone.
 */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { meaningOf } from '../lib/db-errors.ts';
import { refuse } from '../lib/result.ts';
import type { Wait } from '../lib/wait.ts';
import { lockLedger, requireNew } from './lock-ledger.ts';
import type { Command, Outcome, Place } from './model/commands.ts';
import { decide } from './model/decide.ts';
import type { InventoryPayload } from './model/facts.ts';
import { LedgerStale } from './model/ledger.ts';
import { crowdedPools, expireLapsed } from './model/places.ts';
import { withoutMovedOn } from './model/settled.ts';
import { LAPSED_MAX } from './sql/lock-reservations.ts';
import { payloadOf, writeLedger } from './write-ledger.ts';

export type Settlement = {
  readonly outcomes: readonly Outcome[];
  /** What was committed; undefined when nothing changed. */
  readonly payload: InventoryPayload | undefined;
  /** The database's clock after the locks, in ms; undefined when there is no such event. */
  readonly nowMs: number | undefined;
  /** More lapsed holds were reclaimed than one batch can see: what was short deserves another look. */
  readonly reclaimed: boolean;
};

export type SettleDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly wait: Wait;
  /** A batch is given up after this many ms. */
  readonly settleMaxMs: number;
  readonly onSettled: (settlement: Settlement) => void;
  /** A command that no transaction can write: a bug. Its neighbours are not harmed. */
  readonly onPoison: (error: unknown, command: Command) => void;
};

const AGAIN_MAX = 20;
const BACK_OFF_MS = 50;

export async function settleBatch(
  deps: SettleDeps,
  eventId: number,
  batch: readonly Command[],
): Promise<readonly Outcome[]> {
  const deadlineMs = deps.clock.monotonicMs() + deps.settleMaxMs;
  return settleUntil(deps, eventId, batch, deadlineMs);
}

async function settleUntil(
  deps: SettleDeps,
  eventId: number,
  commands: readonly Command[],
  deadlineMs: number,
): Promise<readonly Outcome[]> {
  let batch = commands;
  for (let again = 0; ; again++) {
    try {
      const settlement = await settle(deps.db, eventId, batch);
      deps.onSettled(settlement);
      if (!settlement.reclaimed) return settlement.outcomes;
      return await settleShort(deps, eventId, batch, settlement.outcomes, deadlineMs);
    } catch (error) {
      const meaning = error instanceof LedgerStale ? 'retry' : meaningOf(error);
      if (meaning === 'fatal' || (meaning === 'retry' && again >= AGAIN_MAX)) {
        return isolate(deps, eventId, batch, deadlineMs, error);
      }
      if (meaning === 'lost') batch = batch.map((command) => ({ ...command, lost: true }));
      const isLate = deps.clock.monotonicMs() >= deadlineMs;
      if (isLate || batch.some(onceOnly)) return batch.map((command) => unsettled(command, 'busy'));
      if (meaning === 'lost') await deps.wait(BACK_OFF_MS * Math.min(again + 1, 10));
    }
  }
}

/** What may be done already is never told that nothing happened. */
const unsettled = (command: Command, otherwise: 'busy' | 'internal'): Outcome =>
  refuse(command.lost === true ? 'outcome_unknown' : otherwise);

/** Runs the commands that found too little once more, now that more has been reclaimed. */
async function settleShort(
  deps: SettleDeps,
  eventId: number,
  batch: readonly Command[],
  outcomes: readonly Outcome[],
  deadlineMs: number,
): Promise<readonly Outcome[]> {
  const short = batch.filter((_, i) => isShort(outcomes[i]));
  const answers = [...(await settleUntil(deps, eventId, short, deadlineMs))];
  return outcomes.map((outcome) => (isShort(outcome) ? (answers.shift() ?? outcome) : outcome));
}

const isShort = (outcome: Outcome | undefined): boolean =>
  outcome !== undefined && !outcome.ok && outcome.code === 'sold_out';

async function isolate(
  deps: SettleDeps,
  eventId: number,
  batch: readonly Command[],
  deadlineMs: number,
  error: unknown,
): Promise<readonly Outcome[]> {
  const [only] = batch;
  if (only !== undefined && batch.length === 1) {
    deps.onPoison(error, only);
    return [unsettled(only, 'internal')];
  }
  const middle = batch.length >> 1;
  const first = await settleUntil(deps, eventId, batch.slice(0, middle), deadlineMs);
  const second = await settleUntil(deps, eventId, batch.slice(middle), deadlineMs);
  return [...first, ...second];
}

async function settle(db: Db, eventId: number, batch: readonly Command[]): Promise<Settlement> {
  return db.transaction(async (tx) => {
    const ledger = await lockLedger(tx, eventId, batch);
    if (ledger === undefined) {
      const outcomes = batch.map(() => refuse('event_not_found'));
      return { outcomes, payload: undefined, nowMs: undefined, reclaimed: false };
    }
    const crowded = crowdedPools(ledger, LAPSED_MAX);
    const outcomes = batch.map((command) => decide(ledger, command));
    const refused = batch.filter((command, i) => command.kind === 'place' && !outcomes[i]?.ok);
    await requireNew(tx, ledger, refused as Place[]);
    const reclaimed = crowded.length > 0 && outcomes.some(isShort);
    if (reclaimed) expireLapsed(ledger, crowded);
    await writeLedger(tx, ledger);
    const seats = [...ledger.touchedSeats].flatMap((seat) => ledger.seats.get(seat) ?? []);
    const pools = [...ledger.touchedPools].flatMap((pool) => ledger.pools.get(pool) ?? []);
    const payload = ledger.changed ? payloadOf(ledger, seats, pools) : undefined;
    const answers = outcomes.map((outcome) => withoutMovedOn(ledger, outcome));
    return { outcomes: answers, payload, nowMs: ledger.nowMs, reclaimed };
  });
}

/** Units of a pool are blocked by number: running that twice would block twice. */
const onceOnly = (command: Command): boolean =>
  command.lost === true &&
  (command.kind === 'block' || command.kind === 'unblock') &&
  'pool' in command.wanted;
