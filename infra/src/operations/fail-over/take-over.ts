/**
 * Reads the facts, takes the step that is due, and again, until nothing is due: either direction.
 */
import { primaryRegion, type Region } from '../../config/names.ts';
import type { Operation } from '../core/operation.ts';
import { messageOf, OperatorError } from '../core/operator-error.ts';
import { elapsed } from '../core/time.ts';
import { patience, until } from '../core/until.ts';
import { dueStep, type Facts } from './model/due-step.ts';
import { paysIn, startPaymentsIn } from './payments.ts';
import {
  backupDays,
  databaseFact,
  databaseIn,
  fence,
  healthIn,
  processesIn,
  routeOf,
  startIn,
} from './regions.ts';
import { isReceived, type Receipt, replicaLagSeconds } from './replication.ts';

export type Direction = {
  readonly from: Region;
  readonly to: Region;
  readonly fromIsLost: boolean;
  readonly switchNow: boolean;
  /** Of the primary's health check, once requests go to `to`. */
  readonly route: 'automatic' | 'standby';
  /** Of what `from` wrote. */
  readonly receipt: Receipt;
};

export type Table<S extends string> = Parameters<typeof dueStep<S>>[0];
/** What happens at a step; answers `end` where a person has to go on. */
export type StepAction = () => Promise<'end' | void>;

/** More than any table has: a step that is due again and again is a bug, not a reason to go on. */
const stepsMax = 30;

export async function takeOver<S extends string>(
  operation: Operation,
  direction: Direction,
  table: Table<S>,
  actions: Readonly<Record<Exclude<S, 'done'>, StepAction>>,
): Promise<void> {
  const startedMs = operation.clock.nowMs();
  for (let taken = 0; taken < stepsMax; taken += 1) {
    const facts = await readFacts(operation, direction);
    const step = dueStep(table, facts);
    operation.say(`${step}: ${describe(facts)}`);
    if (step === 'done') {
      operation.say(
        `${direction.to} serves. It took ${elapsed(operation.clock.nowMs() - startedMs)}.`,
      );
      return;
    }
    if (operation.dryRun) {
      const rest = table.map(([name]) => name);
      operation.say(`It would go on: ${rest.slice(rest.indexOf(step)).join(', ')}.`);
      return;
    }
    if ((await actions[step as Exclude<S, 'done'>]()) === 'end') return;
  }
  throw new Error(`${stepsMax} steps were not enough.`);
}

async function readFacts(
  operation: Operation,
  { from, to, fromIsLost, switchNow, route, receipt }: Direction,
): Promise<Facts> {
  const toDatabase = await databaseFact(operation, to);
  const health = await healthIn(operation, to);
  const processes = fromIsLost
    ? ('unknown' as const)
    : await processesIn(operation, from).catch((error: unknown) => {
        operation.say(`${from} does not answer: ${messageOf(error)}`);
        return 'unknown' as const;
      });
  if (processes === 0) receipt.begin();
  return {
    fromProcesses: processes,
    // Only a fail-back asks, and its other region answers, or it stops.
    fromIsPrimary: from === primaryRegion || (await databaseFact(operation, from)) === 'primary',
    fromIsLost,
    received: toDatabase === 'follows' && isReceived(await receipt.missingBytes()),
    toDatabase,
    toPays: await paysIn(operation, to),
    toStarted: health.started,
    toHealthy: health.healthy,
    routed: (await routeOf(operation)).route === route,
    switchNow,
  };
}

const describe = (facts: Facts): string =>
  [
    `${facts.fromProcesses} processes may write`,
    `the database ${facts.toDatabase}`,
    facts.toPays ? 'payments work' : 'no payments',
    facts.toHealthy ? 'healthy' : facts.toStarted ? 'started' : 'not started',
    facts.routed ? 'gets requests' : 'gets no requests',
  ].join(', ');

/** The steps that both directions have. */
export function commonActions(operation: Operation, { from, to, route, receipt }: Direction) {
  const id = databaseIn(operation, to);
  const { instance } = operation.aws(to).databases;
  return {
    async ask(): Promise<never> {
      throw new OperatorError(
        `${from} does not answer: nobody knows whether it still sells.`,
        'Try again. When it is lost, say --primary-lost: what was written last may be lost, too.',
      );
    },
    'start-payments': () => startPaymentsIn(operation, to),
    fence: () => fence(operation, from),
    async receive() {
      await until(
        operation,
        'the replica receives everything',
        patience(30, `Look at OldestReplicationSlotLag of ${databaseIn(operation, from)}.`),
        async () => {
          const bytes = await receipt.missingBytes();
          return isReceived(bytes)
            ? { done: true }
            : { missing: bytes === undefined ? 'not measured yet' : `${bytes} bytes are missing` };
        },
      );
    },
    async promote() {
      const lag = await replicaLagSeconds(operation, to);
      operation.say(`The replica was last measured ${lag ?? 'unknown'} s behind.`);
      await instance.promote(id, backupDays(operation));
      // It says `available` for a moment before it begins.
      await untilPromoted(operation, to);
    },
    'await-database': () => untilPromoted(operation, to),
    start: () => startIn(operation, to),
    async 'await-processes'() {
      await until(
        operation,
        `processes in ${to} are healthy`,
        patience(
          25,
          'Read /var/log/user-data.log of an instance; the database is promoted already.',
        ),
        async () => {
          const { healthy, text } = await healthIn(operation, to);
          return healthy ? { done: true } : { missing: text };
        },
      );
    },
    async route() {
      const check = await routeOf(operation);
      await operation.aws(to).healthChecks.setRoute(check.id, route);
      operation.say(`Requests go to ${to}: name servers say so within a minute.`);
    },
  } satisfies Record<string, StepAction>;
}

async function untilPromoted(operation: Operation, region: Region): Promise<void> {
  const id = databaseIn(operation, region);
  await until(
    operation,
    `${id} becomes a primary`,
    patience(45, `Read the events of ${id}; a promotion cannot be taken back.`),
    async () => {
      const found = await operation.aws(region).databases.instance.find(id);
      const isPrimary = found?.status === 'available' && found.follows === undefined;
      return isPrimary ? { done: true } : { missing: found?.status ?? 'gone' };
    },
  );
}
