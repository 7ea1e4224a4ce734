/** The audit where it has to be right: while the server sells, and after retention removed the past. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditFindings, defaultLimits } from '../../test/support/audited.ts';
import { runAdmin } from '../../test/support/databases.ts';
import { openEngine } from '../../test/support/engine.ts';
import { issueAll } from '../../test/support/issuing.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { sellHouse } from '../../test/support/sold-house.ts';
import { startThrowaway } from '../../test/support/throwaway.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { migrate } from '../postgres/migrate.ts';
import type { AuditReport } from './report.ts';
import { runAudit } from './run-audit.ts';

const limits = defaultLimits;
const retention = {
  outboxMs: limits.outboxRetentionMs,
  idempotencyMs: 86_400_000,
  finishedHoldsMs: limits.finishedHoldsRetentionMs,
};

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const findings = (report: AuditReport): readonly unknown[] =>
  report.checks.filter((check) => check.violations > 0);

test('sees one consistent moment while bookings, holds and the relay go on', async () => {
  const engine = await openEngine(database.url);
  try {
    const poolEvent = await engine.createPoolEvent({ capacity: 1_000_000 });
    const seatEvent = await engine.createSeatEvent({ seats: 20_000 });
    const closing = new AbortController();
    let sold = 0;
    const sell = async (lane: number): Promise<void> => {
      for (let n = 0; !closing.signal.aborted; n++) {
        const seats = [lane * 2_000 + 2 * n, lane * 2_000 + 2 * n + 1];
        const wanted = lane % 2 === 0 || n >= 1_000 ? { pool: mainPool, quantity: 1 } : { seats };
        const eventId = 'seats' in wanted ? seatEvent : poolEvent;
        const outcome = await engine.place(eventId, wanted, n % 3 === 0 ? { holdMs: 60_000 } : {});
        if (outcome.ok) sold += 1;
        const id = outcome.ok ? outcome.value.reservation?.id : undefined;
        const { principalId } = engine.owner;
        const kind = n % 5 === 0 ? 'cancel' : 'confirm';
        if (id !== undefined) await engine.submit(eventId, { kind, id, principalId });
      }
    };
    const relay = async (): Promise<void> => {
      while (!closing.signal.aborted) {
        await engine.stepOutbox();
        await issueAll(engine);
      }
    };
    const busy = Promise.all([relay(), ...Array.from({ length: 10 }, (_, lane) => sell(lane))]);
    const seen: number[] = [];
    for (let round = 0; round < 5; round++) {
      const report = await runAudit(database.url, { limits });
      expect(findings(report)).toEqual([]);
      seen.push(report.database.reservations);
    }
    closing.abort();
    await busy;
    expect(engine.troubles).toEqual([]);
    // It was indeed selling meanwhile.
    expect(new Set(seen).size).toBe(seen.length);
    expect(sold).toBeGreaterThan(seen.at(-1) ?? Number.POSITIVE_INFINITY);
    const end = await runAudit(database.url, { limits });
    expect(findings(end)).toEqual([]);
    expect(end.database.reservations).toBe(sold);
  } finally {
    await engine.close();
  }
});

/** Whoever writes letters has read everything so far; what is unread stays, however old. */
const heard =
  "update outbox_cursors set position = (select last_position from outbox_relay) where consumer = 'letters'";

/** Makes everything so far look as old as that. */
const age = (interval: string): string =>
  `set session_replication_role = replica;
   update schema_migrations set applied_at = applied_at - interval '${interval}';
   update events set created_at = created_at - interval '${interval}';
   update outbox set created_at = created_at - interval '${interval}';
   update idempotency_keys set created_at = created_at - interval '${interval}';
   update reservations set created_at = created_at - interval '${interval}',
          confirmed_at = confirmed_at - interval '${interval}',
          ended_at = ended_at - interval '${interval}',
          expires_at = CASE WHEN state IN (2, 3) THEN expires_at - interval '${interval}'
                            ELSE expires_at END`;

test('excuses what retention removed, and nothing else', async () => {
  const house = await sellHouse(database.url);
  await runAdmin(database.url, `${heard}; ${age('40 days')}`);
  const engine = await openEngine(database.url);
  try {
    await engine.tidy(retention);
    const { eventId } = house.pool;
    await engine.place(eventId, { pool: mainPool, quantity: 1 });
    await engine.place(eventId, { pool: mainPool, quantity: 1 });
    await engine.stepOutbox();
  } finally {
    await engine.close();
  }
  const report = await runAudit(database.url, { limits });
  expect(findings(report)).toEqual([]);
  // Two holds of each of the three stories ended unsold; they are gone, as is the house's outbox.
  expect(report.database).toMatchObject({ reservations: 21 - 6 + 2, outboxRows: 2 });
  // What is younger than the retention has to be there.
  const youngest = '(select max(position) from outbox)';
  await runAdmin(database.url, `delete from outbox where position = ${youngest}`);
  const damaged = await auditFindings(database.url);
  // Whoever has not read that row issues no tickets for its booking.
  expect(damaged.map(({ id }) => id)).toEqual([
    'confirmed-has-its-tickets',
    'outbox-positions-contiguous',
    'outbox-sequences-contiguous',
  ]);
});

test('reports a server that would lose bookings in a power cut', async () => {
  const server = await startThrowaway({
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  try {
    await migrate(server.url, { mode: 'apply' });
    const report = await runAudit(server.url, { limits });
    expect(report.ok).toBe(false);
    expect(report.checks.filter((check) => check.violations > 0)).toMatchObject([
      { id: 'durability-fsync', examples: [{ setting: 'fsync', value: 'off' }] },
      { id: 'durability-synchronous-commit', severity: 'violation' },
      { id: 'durability-full-page-writes', severity: 'violation' },
    ]);
  } finally {
    await server.remove();
  }
});
