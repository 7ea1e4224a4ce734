/** `operate destroy`: takes a deployment away, after keeping what cannot be made again. */
import { primaryRegion, type Region, standbyRegion } from '../../config/names.ts';
import { command } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { type Step, takeSteps } from '../core/steps.ts';
import {
  bucketNames,
  databaseOf,
  loadBalancerName,
  redisGroupIds,
  stampOf,
  tablesOf,
} from '../parts.ts';
import { databaseSnapshotStep, redisSnapshotStep } from '../recovery/snapshots.ts';
import { leftovers } from './leftovers.ts';
import { stacksOf } from './terraform.ts';

export const destroyCommand = command(
  {
    name: 'destroy',
    summary: 'Takes a deployment away: snapshots, then buckets, then every stack, then a look.',
    details: [
      'Takes snapshots of database and Redis store (not with --no-snapshots), empties its',
      'buckets of every version, lifts deletion protection, destroys the stacks in reverse',
      "order, and lists what is left. It asks for the deployment's name, e.g. ticketing-dev;",
      'prod wants it as',
      '--yes-destroy, and nothing else will do. The account, with images and states, stays.',
      'Snapshots, and backups in a locked vault, go on costing until somebody deletes them.',
    ].join('\n'),
    flags: {
      'yes-destroy': {
        type: 'string',
        value: '<name>',
        help: 'prod: the name, e.g. ticketing-prod.',
      },
      'no-snapshots': { type: 'boolean', help: 'Keeps nothing. Not in prod.' },
    },
  },
  async (operation, flags) => {
    await agree(operation, flags['yes-destroy']);
    if (flags['no-snapshots'] && operation.environment === 'prod') {
      throw new OperatorError('prod is not destroyed without snapshots.', 'Leave it out.');
    }
    const suffix = `before-destroy-${stampOf(operation.clock.nowMs())}`;
    const [store] = redisGroupIds(operation.name);
    const stacks = stacksOf(operation, operation.topology);
    await takeSteps(operation, [
      ...(flags['no-snapshots']
        ? []
        : [databaseSnapshotStep(operation, suffix), redisSnapshotStep(operation, store, suffix)]),
      ...regionsOf(operation).flatMap((region) => regionSteps(operation, region)),
      ...stacks.all.toReversed().map((stack) => ({
        title: `terraform destroy ${stack.name}`,
        async run() {
          await stacks.run(stack, ['init', '-reconfigure']);
          await stacks.run(stack, ['destroy', '-auto-approve']);
        },
      })),
    ]);
    if (operation.dryRun) return;
    const left = (
      await Promise.all(regionsOf(operation).map((region) => leftovers(operation, region)))
    ).flat();
    if (left.length === 0) return operation.say('Nothing is left but snapshots and log groups.');
    throw new OperatorError(
      `Left are: ${left.join(', ')}.`,
      'Delete them by hand, or run it again.',
    );
  },
);

async function agree(operation: Operation, given: string | undefined): Promise<void> {
  const { settings, environment, dryRun } = operation;
  const name = `${settings.project}-${environment}`;
  if (environment !== 'prod') return operation.confirm(name, `${name} will be destroyed.`);
  if (dryRun || given === name) return;
  throw new OperatorError(
    'prod is destroyed only when it is named on the command line.',
    `Say --yes-destroy ${name}.`,
  );
}

const regionsOf = ({ topology }: Operation): readonly Region[] =>
  topology === 'disaster-recovery' ? [standbyRegion, primaryRegion] : [primaryRegion];

/** What Terraform would stop at. */
function regionSteps(operation: Operation, region: Region): readonly Step[] {
  const name = operation.nameIn(region);
  const { buckets, databases, loadBalancers, tables } = operation.aws(region);
  const { kind, id } = databaseOf({ topology: operation.topology, name });
  return [
    ...Object.values(bucketNames({ ...operation, name })).map((bucket) => ({
      title: `empty ${bucket}`,
      async run() {
        if (!(await buckets.exists(bucket))) return;
        operation.say(`${await buckets.empty(bucket)} versions are deleted.`);
      },
    })),
    {
      title: `lift the deletion protection in ${region}`,
      async run() {
        const database = await databases[kind].find(id);
        if (database?.isProtected === true) await databases[kind].unprotect(id);
        const balancer = await loadBalancers.find(loadBalancerName(name));
        if (balancer !== undefined) await loadBalancers.unprotect(balancer.arn);
        for (const table of tablesOf(name)) {
          if ((await tables.status(table)) !== undefined) await tables.unprotect(table);
        }
      },
    },
  ];
}
