/** `operate restore`: database, Redis or tables, from what was saved of them. */
import { command } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { type Step, takeSteps } from '../core/steps.ts';
import { patience, until } from '../core/until.ts';
import { databaseOf, redisGroupIds, redisTokenName, stampOf, tablesOf } from '../parts.ts';
import { pick } from '../smoke-test/http.ts';
import { restoreDatabaseSteps } from './restore-database.ts';

export const restoreCommand = command(
  {
    name: 'restore',
    summary:
      'Restores database, Redis or tables beside the old ones; --swap puts the database in place.',
    details: [
      '--what database: to a moment (--at, in UTC) or as late as possible, as <name>-restored.',
      '  With --swap the old one is renamed and the restored one takes its name and address;',
      '  stop the product before, or what it writes meanwhile is lost',
      '  (docs/infrastructure/disaster-recovery.md).',
      '--what redis: a new group from a snapshot (--snapshot), as <name>-restored, with its',
      '  token.',
      '--what tables: every table to a moment of the last 35 days, as <table>-restore.',
      'Nothing is deleted. It asks for the name of the database, group or project before it',
      'begins.',
    ].join('\n'),
    flags: {
      what: { type: 'string', value: '<database|redis|tables>', help: 'What to restore.' },
      at: {
        type: 'string',
        value: '<2026-11-20T10:00:00Z>',
        help: 'The moment; the latest without it.',
      },
      snapshot: { type: 'string', value: '<name>', help: 'redis: which snapshot.' },
      group: { type: 'string', value: '<id>', help: 'redis: which group; the store by default.' },
      swap: { type: 'boolean', help: 'database: the restored one takes the place of the old one.' },
    },
  },
  async (operation, flags) => {
    const atMs = momentOf(flags.at, operation.clock.nowMs());
    if (flags.what === 'database') return restoreDatabase(operation, atMs, flags.swap);
    if (flags.what === 'redis') return restoreRedis(operation, flags.group, flags.snapshot);
    if (flags.what === 'tables') return restoreTables(operation, atMs);
    throw new OperatorError('What is to be restored?', 'Say --what database, redis or tables.');
  },
);

export function momentOf(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (ms < nowMs) return ms;
  throw new OperatorError(
    `--at ${text} is no moment of the past in UTC.`,
    'Write it as 2026-11-20T10:00:00Z; nine hours less than in Seoul.',
  );
}

async function restoreDatabase(
  operation: Operation,
  atMs: number | undefined,
  swap: boolean,
): Promise<void> {
  const { kind, id } = databaseOf(operation);
  const source = await operation.aws().databases[kind].find(id);
  if (source === undefined) {
    throw new OperatorError(
      `There is no ${id} whose backups could be used.`,
      'A deleted database is restored from its final snapshot: see disaster-recovery.md.',
    );
  }
  const latestMs = source.latestRestorableMs;
  if (atMs !== undefined && latestMs !== undefined && atMs > latestMs) {
    throw new OperatorError(
      `${id} can be restored until ${new Date(latestMs).toISOString()} only.`,
      'AWS has logs after about five minutes. Wait, or take an earlier moment.',
    );
  }
  await operation.confirm(id, `${id} will be restored${swap ? ' and replaced' : ''}.`);
  const restoredId = `${id}-restored`;
  const stamp = `before-${stampOf(operation.clock.nowMs())}`;
  const restore = { source, restoredId, atMs, swap, stamp };
  await takeSteps(operation, restoreDatabaseSteps(operation, restore));
  operation.say(
    swap
      ? `${id} is the restored one now; the old one is ${id}-${stamp}. Restart the product.`
      : `Compare ${restoredId} with ${id}; --swap puts it in place.`,
  );
}

async function restoreRedis(
  operation: Operation,
  group: string | undefined,
  snapshot: string | undefined,
): Promise<void> {
  if (snapshot === undefined) {
    throw new OperatorError('Which snapshot?', 'Name one: aws elasticache describe-snapshots.');
  }
  const id = group ?? redisGroupIds(operation.name)[0];
  const { redisGroups, secrets } = operation.aws();
  const like = await redisGroups.find(id);
  if (like === undefined) {
    throw new OperatorError(`There is no ${id} to take the settings of.`, 'Apply the data stack.');
  }
  await operation.confirm(id, `${snapshot} will be restored beside ${id}.`);
  const newId = `${id}-restored`;
  const step: Step = {
    title: `create ${newId} from ${snapshot}`,
    async run() {
      const secret = await secrets.read(redisTokenName(id));
      const token = secret === undefined ? undefined : String(pick(JSON.parse(secret), 'password'));
      await redisGroups.restore(newId, snapshot, like, token);
      await until(
        operation,
        `${newId} is available`,
        patience(60, 'Read its events.'),
        async () => {
          const status = (await redisGroups.find(newId))?.status ?? 'not there yet';
          return status === 'available' ? { done: true } : { missing: status };
        },
      );
    },
  };
  await takeSteps(operation, [step]);
}

async function restoreTables(operation: Operation, atMs: number | undefined): Promise<void> {
  const { tables } = operation.aws();
  await operation.confirm(operation.name('tables'), 'Every table will be restored beside itself.');
  await takeSteps(
    operation,
    tablesOf(operation.name).map((table) => ({
      title: `restore ${table} to ${table}-restore`,
      async run() {
        await tables.restore(table, `${table}-restore`, atMs);
        await until(
          operation,
          `${table}-restore`,
          patience(120, 'Large tables take long.'),
          async () => {
            const status = (await tables.status(`${table}-restore`)) ?? 'not there yet';
            return status === 'ACTIVE' ? { done: true } : { missing: status };
          },
        );
      },
    })),
  );
}
