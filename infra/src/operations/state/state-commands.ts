/** `operate backup-state`, `restore-state` and `unlock-state`: what Terraform knows, in S3. */
import { command } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { takeSteps } from '../core/steps.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stampOf, stateBucket } from '../parts.ts';
import { pick } from '../smoke-test/http.ts';

const statePrefix = ({ topology, environment }: Operation): string => `${topology}/${environment}/`;
const stateKey = (operation: Operation, stack: string): string =>
  `${statePrefix(operation)}${stack}.tfstate`;

export const backupStateCommand = command(
  {
    name: 'backup-state',
    summary: 'Copies every state of a deployment, in the bucket and with --to to files.',
    details: [
      'Before anything risky. The bucket keeps former versions as well; a copy is found more',
      'easily. Files of states name everything that exists: keep them where the bucket could',
      'be kept.',
    ].join('\n'),
    flags: { to: { type: 'string', value: '<folder>', help: 'Writes them there, too.' } },
  },
  async (operation, { to }) => {
    const { buckets } = operation.aws();
    const bucket = stateBucket(operation);
    const found = await buckets.objects(bucket, statePrefix(operation));
    const keys = found.map(({ key }) => key).filter((key) => key.endsWith('.tfstate'));
    if (keys.length === 0) throw new OperatorError(`${bucket} has no state of it.`, 'Apply first.');
    const stamp = stampOf(operation.clock.nowMs());
    await takeSteps(
      operation,
      keys.map((key) => ({
        title: `copy ${key} to backups/${stamp}/${key}`,
        async run() {
          await buckets.copy(bucket, key, `backups/${stamp}/${key}`);
          if (to === undefined) return;
          const path = join(to, stamp, key);
          await mkdir(dirname(path), { recursive: true, mode: 0o700 });
          await writeFile(path, (await buckets.read(bucket, key))?.text ?? '', { mode: 0o600 });
        },
      })),
    );
  },
);

const stackFlag = {
  stack: { type: 'string', value: '<name>', help: 'E.g. fargate-prod-data.' },
} as const;

export const restoreStateCommand = command(
  {
    name: 'restore-state',
    summary: 'Lists the versions of a state, or makes one of them the current one.',
    details: [
      'Without --version it lists what there is. Otherwise the version becomes the newest; the',
      'one before stays a version like others. Refused while somebody holds the lock.',
      'Terraform believes the state, not AWS: run `terraform plan` afterwards and read it',
      'before anything else.',
    ].join('\n'),
    flags: {
      ...stackFlag,
      version: { type: 'string', value: '<id>', help: 'Of the list.' },
    },
  },
  async (operation, { stack, version }) => {
    const { buckets } = operation.aws();
    const bucket = stateBucket(operation);
    const key = stateKey(operation, named(stack));
    const versions = await buckets.versions(bucket, key);
    if (versions.length === 0) throw new OperatorError(`There is no ${key}.`, 'Look at --stack.');
    if (version === undefined) {
      for (const { versionId, modifiedMs, bytes, isCurrent } of versions) {
        const time = new Date(modifiedMs).toISOString();
        operation.say(`${versionId}  ${time}  ${bytes} bytes${isCurrent ? '  (current)' : ''}`);
      }
      return;
    }
    if (!versions.some(({ versionId }) => versionId === version)) {
      throw new OperatorError(`${key} has no version ${version}.`, 'Run it without --version.');
    }
    const lock = await buckets.read(bucket, `${key}.tflock`);
    if (lock !== undefined) {
      throw new OperatorError(`${key} is locked: ${describeLock(lock.text)}.`, 'Wait for it.');
    }
    await operation.confirm(named(stack), `${version} becomes the state of ${named(stack)}.`);
    await takeSteps(operation, [
      {
        title: `make ${version} the state of ${named(stack)}`,
        run: () => buckets.copy(bucket, key, key, version),
      },
    ]);
  },
);

export const unlockStateCommand = command(
  {
    name: 'unlock-state',
    summary: 'Shows who holds the lock of a state, and removes it with --id.',
    details: [
      'Look at who holds it, and make sure that their Terraform does not run any more: two at',
      'once spoil the state. Then say --id with the id that is shown.',
    ].join('\n'),
    flags: { ...stackFlag, id: { type: 'string', value: '<id>', help: 'Of the lock.' } },
  },
  async (operation, { stack, id }) => {
    const { buckets } = operation.aws();
    const bucket = stateBucket(operation);
    const key = `${stateKey(operation, named(stack))}.tflock`;
    const lock = await buckets.read(bucket, key);
    if (lock === undefined) return operation.say(`${named(stack)} is not locked.`);
    operation.say(describeLock(lock.text));
    if (id === undefined) return;
    if (pick(parsedLock(lock.text), 'ID') !== id) {
      throw new OperatorError(`The lock is not ${id}.`, 'Somebody else has it now: look again.');
    }
    await takeSteps(operation, [
      { title: `remove ${key}`, run: () => buckets.remove(bucket, [key]) },
    ]);
  },
);

function named(stack: string | undefined): string {
  if (stack !== undefined && /^[a-z0-9-]+$/.test(stack)) return stack;
  throw new OperatorError('Which stack?', 'Say --stack, e.g. fargate-prod-data.');
}

function parsedLock(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export function describeLock(text: string): string {
  const lock = parsedLock(text);
  const [id, who, operation, created] = ['ID', 'Who', 'Operation', 'Created'].map((key) => {
    const value = pick(lock, key);
    return typeof value === 'string' ? value : '?';
  });
  return `${id}: ${operation} by ${who} since ${created}`;
}
