/** A whole rehearsal: prepared, played, looked at from outside, added up, judged and audited. */
import { setTimeout as delay } from 'node:timers/promises';
import type { DrawRecord } from '@onsale/contract/queue.ts';
import { verifyDraw } from '@onsale/contract/verify-draw.ts';
import type { CheckResult } from '@onsale/server/src/audit/report.ts';
import { runAudit } from '@onsale/server/src/audit/run-audit.ts';
import { auditJournal, type Seen } from './audit.ts';
import type { Finding } from './audit-tools.ts';
import { type Crew, secondAt, startCrew } from './crew.ts';
import { fairnessOf } from './fairness.ts';
import type { Line, Outcome } from './journal.ts';
import type { Options } from './options.ts';
import { look, type View } from './overview.ts';
import { ask, prepare, type Prepared, removeRehearsal } from './prepare.ts';
import { describe, type Output, show } from './progress.ts';
import {
  type About,
  type Client,
  type Result,
  RESULT_VERSION,
  seriesOf,
  totalsOf,
} from './result.ts';
import { judge } from './verdict.ts';
import type { Task } from './worker.ts';

const SECOND_MS = 1_000;
/** The pre-queue is joined by those who come before; the first of them not before it can be open. */
const LEAD_MS = 2_000;
const GRACE_MS = 120_000;
const PARTY_MAX = 4;
const DAY_MS = 86_400_000;
/** The retention that a deployment has unless it says otherwise. */
const retention = { outboxRetentionMs: 7 * DAY_MS, finishedHoldsRetentionMs: 30 * DAY_MS } as const;

export type Rehearsed = { readonly result: Result; readonly removed: boolean };

/**
 * `signal`: ends it early; what it made is removed all the same. `guest`: somebody from outside of the
 * crowd who takes part as well; nothing is added up before they have left.
 */
export async function rehearse(
  options: Options,
  output: Output,
  signal?: AbortSignal,
  guest?: (eventId: number) => Promise<void>,
): Promise<Rehearsed> {
  const say = (line: string): void => void output.write(`${line}\n`);
  const prepared = await prepare(options);
  const { event, of, isNew, room } = prepared;
  say(
    isNew
      ? `made rehearsal ${event.id} of event ${of.id}, ${of.name}: that is what is loaded`
      : `event ${event.id} is a rehearsal of event ${of.id}, ${of.name}`,
  );
  const removes = options.remove || (isNew && !options.keep);
  try {
    const [{ crew, views }] = await Promise.all([
      play(options, prepared, { output, signal }),
      guest?.(event.id),
    ]);
    say('');
    const result = await addUp(options, prepared, crew, views);
    return { result, removed: removes };
  } finally {
    if (removes) {
      const rows = await removeRehearsal(options, event.id);
      say(`removed rehearsal ${event.id} again, ${rows.toLocaleString('en-US')} rows`);
    } else if (room !== undefined || isNew) say(`rehearsal ${event.id} stays; DELETE removes it`);
  }
}

type Played = { readonly crew: Crew; readonly views: ReadonlyMap<number, View> };

type Surroundings = { readonly output: Output; readonly signal: AbortSignal | undefined };

async function play(
  options: Options,
  prepared: Prepared,
  { output, signal }: Surroundings,
): Promise<Played> {
  const { event, opensAtMs, room } = prepared;
  const crew = startCrew(tasksOf(options, prepared));
  signal?.addEventListener('abort', () => crew.kill(), { once: true });
  const views = new Map<number, View>();
  const life = { isOver: false };
  const watch = async (): Promise<void> => {
    while (!life.isOver) {
      const at = Math.floor((Date.now() - opensAtMs) / SECOND_MS);
      const view = await look(options, event, room !== undefined).catch(() => undefined);
      if (view !== undefined) views.set(at, view);
      // What happened two seconds ago has been told by all.
      const second = secondAt(crew, at - 2);
      show(output, describe(at, crew.total, view, second));
      const nextMs = opensAtMs + (at + 1) * SECOND_MS;
      await delay(Math.max(0, nextMs - Date.now()));
    }
  };
  const watching = watch();
  try {
    await crew.done;
  } finally {
    life.isOver = true;
    crew.kill();
    await watching;
  }
  return { crew, views };
}

function tasksOf(options: Options, { event, room, opensAtMs }: Prepared): Task[] {
  const { url, buyers, workers, seed, profile, pace, sharedStatus } = options;
  const beforeMs = Math.max(0, opensAtMs - Date.now() - LEAD_MS);
  const partyMax = Math.min(
    PARTY_MAX,
    event.perOrderMax ?? PARTY_MAX,
    event.perPersonMax ?? PARTY_MAX,
  );
  return Array.from({ length: workers }, (_, worker) => ({
    url: url.href,
    event,
    crowd: { seed, profile, beforeMs, pace, partyMax },
    buyers,
    worker,
    workers,
    sockets: options.socketsPerWorker,
    addresses: options.addresses,
    sharedStatus,
    graceMs: room === undefined ? GRACE_MS : room.graceSeconds * SECOND_MS,
    opensAtMs,
    limitMs: options.limitMinutes * 60_000,
  }));
}

async function addUp(
  options: Options,
  prepared: Prepared,
  crew: Crew,
  views: ReadonlyMap<number, View>,
): Promise<Result> {
  const { event, room } = prepared;
  const about = aboutOf(options, prepared);
  const { lines, seconds } = crew;
  const series = seriesOf({ seconds, views });
  const totals = totalsOf(seconds, outcomesOf(lines));
  const client = clientOf(crew, series);
  const drawn = await readDraw(options, event.id);
  const seen: Seen = {
    capacity: event.capacity,
    activeMax: room?.mode === 'off' ? undefined : room?.activeMax,
    active: series.active.flatMap((one) => one ?? []),
    servedUpTo: [...views.values()].flatMap(({ servedUpTo, version }) =>
      servedUpTo === undefined ? [] : [{ servedUpTo, version: version ?? 0 }],
    ),
    ...drawn,
  };
  const findings = auditJournal(lines, seen);
  const database =
    options.databaseUrl === undefined ? null : await auditDatabase(options.databaseUrl);
  const all = [...findings, ...(database ?? [])];
  return {
    kind: 'onsale-rehearsal',
    version: RESULT_VERSION,
    about,
    verdict: judge({ about, totals, series, client }),
    totals,
    fairness: fairnessOf(lines, drawn.cohortSize),
    client,
    audit: { clean: all.every(({ offences }) => offences.length === 0), findings, database },
    series,
  };
}

function aboutOf(options: Options, { event, of, room, opensAtMs }: Prepared): About {
  const { url, buyers, profile, seed, pace, workers, sharedStatus } = options;
  const hasRoom = room !== undefined && room.mode !== 'off';
  return {
    url: url.origin,
    eventId: event.id,
    rehearsalOf: of.id,
    name: of.name,
    capacity: event.capacity,
    buyers,
    profile,
    seed,
    pace,
    workers,
    sharedStatus,
    activeMax: hasRoom ? room.activeMax : null,
    perMinuteMax: hasRoom ? room.perMinuteMax : null,
    openedAt: new Date(opensAtMs).toISOString(),
  };
}

function outcomesOf(lines: readonly Line[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of lines) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function clientOf(crew: Crew, { lagMs, unsent }: Result['series']): Client {
  const sorted = lagMs.toSorted((a, b) => a - b);
  return {
    cpuSeconds: Math.round(crew.cpuSeconds() * 10) / 10,
    lagP95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    lagMaxMs: sorted.at(-1) ?? 0,
    unsentMax: unsent.reduce((max, one) => Math.max(max, one), 0),
  };
}

type Drawn = Pick<Seen, 'positions' | 'drawProblems'> & { readonly cohortSize: number };

/** The published record, verified by whoever publishes nothing: us. */
async function readDraw(options: Options, eventId: number): Promise<Drawn> {
  const path = `/api/v1/events/${eventId}/queue/draw`;
  const none: Drawn = { positions: undefined, drawProblems: [], cohortSize: 0 };
  const { status, body } = await ask(options, 'GET', path).catch(() => ({ status: 0, body: {} }));
  if (status !== 200) return none;
  const record = body as DrawRecord;
  if (record.seed === undefined) return none;
  const { isValid, positions, checks } = await verifyDraw(record, { eventId });
  const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ message }) => message);
  return {
    positions,
    drawProblems: isValid ? [] : failed,
    cohortSize: record.cohortSize ?? 0,
  };
}

async function auditDatabase(url: string): Promise<Finding[]> {
  const audited = await runAudit(url, { limits: retention }).catch((error: unknown) =>
    String(error),
  );
  const ran: Finding = {
    id: 'database-audited',
    statement: "The deployment's database could be audited.",
    checked: 1,
    // What was rehearsed is worth telling, whatever becomes of this.
    offences: typeof audited === 'string' ? [{ what: audited }] : [],
  };
  if (typeof audited === 'string') return [ran];
  const certain = audited.checks.filter(
    ({ severity, violations }) => severity === 'violation' || violations === 0,
  );
  return [ran, ...certain.map(findingOf)];
}

const findingOf = ({ id, statement, violations, examples }: CheckResult): Finding => ({
  id,
  statement,
  checked: 1,
  offences: violations === 0 ? [] : examples.map((example) => ({ what: JSON.stringify(example) })),
});
