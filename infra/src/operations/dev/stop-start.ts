/**
 * `operate stop` and `operate start`: a development environment that nobody uses costs its storage
 * only. Compute goes to zero first, then the database stops; the other way round to start.
 */
import { applicationNamespace } from '../../constructs/pod-identity/service-accounts.ts';
import { scalingConfig as recovery } from '../../config/disaster-recovery/scaling.ts';
import { scalingConfig as ec2 } from '../../config/ec2-aurora/scaling.ts';
import { scalingConfig as fargate } from '../../config/fargate/scaling.ts';
import type { DatabaseState } from '../aws/databases.ts';
import type { GroupSize } from '../aws/instance-groups.ts';
import { command } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { mustRun } from '../core/programs.ts';
import { type Step, takeSteps } from '../core/steps.ts';
import { patience, until } from '../core/until.ts';
import { coloursOf } from '../deploy/colours-of.ts';
import { clusterName, databaseOf, groupNames, roleParts, serviceName } from '../parts.ts';

const flags = {
  namespace: { type: 'string', value: '<name>', help: 'eks: onsale by default.' },
  context: { type: 'string', value: '<name>', help: 'eks: of kubectl.' },
} as const;
type Place = { readonly namespace: string | undefined; readonly context: string | undefined };

const stopped = [
  'AWS starts a stopped database by itself after seven days. Load balancer, NAT gateways, Redis',
  'and, on EKS, the cluster and its nodes cannot be stopped and go on costing; `destroy` ends those. A',
  'database with replicas cannot be stopped: then only the processes are.',
].join('\n');

export const stopCommand = command(
  {
    name: 'stop',
    summary: 'Stops processes and database of an environment that nobody needs now; never prod.',
    details: stopped,
    flags,
  },
  async (operation, place) => {
    refuseProd(operation);
    const database = await findDatabase(operation);
    await takeSteps(operation, [
      ...(await computeSteps(operation, place, 'stop')),
      ...(database.followers.length > 0
        ? []
        : [databaseStep(operation, 'stop', database, 'stopped')]),
    ]);
    if (database.followers.length > 0) operation.say(`${database.id} has replicas: it goes on.`);
  },
);

export const startCommand = command(
  {
    name: 'start',
    summary: 'Starts what `stop` has stopped, with the sizes of the configuration.',
    details: 'Database first; the processes wait for it. About ten minutes.',
    flags,
  },
  async (operation, place) => {
    refuseProd(operation);
    const database = await findDatabase(operation);
    await takeSteps(operation, [
      ...(database.status === 'available'
        ? []
        : [databaseStep(operation, 'start', database, 'available')]),
      ...(await computeSteps(operation, place, 'start')),
    ]);
  },
);

function refuseProd({ environment }: Operation): void {
  if (environment !== 'prod') return;
  throw new OperatorError('prod is not stopped and started.', 'Scale it by its configuration.');
}

async function findDatabase(operation: Operation): Promise<DatabaseState> {
  const { kind, id } = databaseOf(operation);
  const found = await operation.aws().databases[kind].find(id);
  if (found !== undefined) return found;
  throw new OperatorError(`There is no database ${id}.`, 'Apply the data stack first.');
}

function databaseStep(
  operation: Operation,
  verb: 'start' | 'stop',
  { kind, id, status }: DatabaseState,
  goal: string,
): Step {
  const databases = operation.aws().databases[kind];
  return {
    title: `${verb} the database ${id}`,
    async run() {
      if (status !== goal && !status.startsWith(verb)) await databases[verb](id);
      await until(
        operation,
        `${id} is ${goal}`,
        patience(45, `Look at the events of ${id} in the console.`),
        async () => {
          const now = (await databases.find(id))?.status ?? 'gone';
          return now === goal ? { done: true } : { missing: now };
        },
      );
    },
  };
}

async function computeSteps(
  operation: Operation,
  place: Place,
  verb: 'start' | 'stop',
): Promise<readonly Step[]> {
  const { topology, environment, name, aws } = operation;
  if (topology === 'eks')
    return roleParts.map((role) => deploymentStep(operation, place, role, verb));
  if (topology === 'fargate') {
    const sizes = fargate(environment);
    return roleParts.map((role) => {
      const desired = verb === 'stop' ? 0 : sizes[role].desired;
      const service = serviceName(name, role);
      return {
        title: `${service}: ${desired} tasks`,
        run: () => aws().taskServices.update(clusterName(name), service, { desired }),
      };
    });
  }
  return (await groupsOf(operation)).map(({ group, min, max, desired }) => {
    const wanted = verb === 'stop' ? { min: 0, max, desired: 0 } : { min, max, desired };
    return {
      title: `${group}: ${wanted.min}/${wanted.desired}/${wanted.max} instances`,
      run: () => aws().instanceGroups.resize(group, wanted),
    };
  });
}

type GroupPlan = GroupSize & { readonly group: string };

/** Of blue and green only the one that the listener sends traffic to is started. */
async function groupsOf(operation: Operation): Promise<readonly GroupPlan[]> {
  const { topology, environment, name } = operation;
  const { api, worker } = (topology === 'ec2-aurora' ? ec2 : recovery)(environment);
  const colour =
    topology === 'ec2-aurora' ? undefined : await coloursOf(operation, '').ports.traffic();
  return [
    { group: groupNames.api(name, colour), ...api },
    { group: groupNames.worker(name), ...worker },
  ];
}

const deploymentStep = (
  { programs }: Operation,
  { namespace = applicationNamespace, context }: Place,
  role: string,
  verb: 'start' | 'stop',
): Step => ({
  // HPA leaves a Deployment without replicas alone; with one it takes over again.
  title: `deployment/${role}: ${verb === 'stop' ? 'no' : 'first'} replicas`,
  run: async () => {
    await mustRun(programs, 'kubectl', [
      ...(context === undefined ? [] : ['--context', context]),
      'scale',
      `deployment/${role}`,
      `--namespace=${namespace}`,
      `--replicas=${verb === 'stop' ? 0 : 1}`,
    ]);
  },
});
