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
import { payloadOf, writeLedger } from './write-ledger.ts';

export type Settlement = {
  readonly commands: readonly Command[];
  readonly outcomes: readonly Outcome[];
  /** What was committed; undefined when nothing changed. */
  readonly payload: InventoryPayload | undefined;
  readonly atMs: number;
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
  let wasLost = false;
  for (let again = 0; ; again++) {
    try {
      const settlement = await settle(deps.db, eventId, batch);
      deps.onSettled(settlement);
      return settlement.outcomes;
    } catch (error) {
      const meaning = error instanceof LedgerStale ? 'retry' : meaningOf(error);
      if (meaning === 'fatal' || (meaning === 'retry' && again >= AGAIN_MAX)) {
        return isolate(deps, eventId, batch, deadlineMs, error);
      }
      if (meaning === 'lost') {
        wasLost = true;
        batch = batch.map(asRepeated);
      }
      const givesUp = deps.clock.monotonicMs() >= deadlineMs || (wasLost && batch.some(onceOnly));
      if (givesUp) return batch.map(() => refuse(wasLost ? 'outcome_unknown' : 'busy'));
      if (meaning === 'lost') await deps.wait(BACK_OFF_MS * Math.min(again + 1, 10));
    }
  }
}

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
    return [refuse('internal')];
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
      return { commands: batch, outcomes, payload: undefined, atMs: 0 };
    }
    const outcomes = batch.map((command) => decide(ledger, command));
    const refused = batch.filter((command, i) => command.kind === 'place' && !outcomes[i]?.ok);
    await requireNew(tx, ledger, refused as Place[]);
    await writeLedger(tx, ledger);
    const seats = [...ledger.touchedSeats].flatMap((seat) => ledger.seats.get(seat) ?? []);
    const pools = [...ledger.touchedPools].flatMap((pool) => ledger.pools.get(pool) ?? []);
    const payload = ledger.changed ? payloadOf(ledger, seats, pools) : undefined;
    return { commands: batch, outcomes, payload, atMs: ledger.nowMs };
  });
}

/** Units of a pool are blocked by number: running that twice would block twice. */
const onceOnly = (command: Command): boolean =>
  (command.kind === 'block' || command.kind === 'unblock') && 'pool' in command.wanted;

/** After a lost commit our own extension must not look like somebody's earlier one. */
const asRepeated = (command: Command): Command =>
  command.kind === 'extend' ? { ...command, again: true } : command;
