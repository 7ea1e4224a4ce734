/** `operate rotate-secrets`: another password for the database, and processes that know it. */
import { applicationNamespace } from '../../constructs/pod-identity/service-accounts.ts';
import { computeConfig as recovery } from '../../config/disaster-recovery/compute.ts';
import { computeConfig as ec2 } from '../../config/ec2-aurora/compute.ts';
import { command } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { mustRun } from '../core/programs.ts';
import { type Step, takeSteps } from '../core/steps.ts';
import { patience, until } from '../core/until.ts';
import { coloursOf } from '../deploy/colours-of.ts';
import { replaceInstances } from '../deploy/deploy-instances.ts';
import { untilStable } from '../deploy/until-stable.ts';
import {
  clusterName,
  databaseOf,
  groupNames,
  masterSecretName,
  roleParts,
  serviceName,
} from '../parts.ts';

export const rotateSecretsCommand = command(
  {
    name: 'rotate-secrets',
    summary: 'Rotates the password of the database and replaces every process.',
    details: [
      'Secrets Manager does the same every 90 days by itself; this is for when it has become',
      'known. Processes read it when they start, so all of them are replaced, as in a release.',
      'Between the rotation and the replacement no new connection can be opened.',
      'Tokens of Redis and what the product signs with are other matters: raise',
      'authTokenVersion in cache.ts or secrets.applicationVersion in database.ts of',
      'src/config/<topology>, and apply.',
    ].join('\n'),
    flags: {
      secret: { type: 'string', value: '<arn|name>', help: "Another one than the database's." },
      namespace: { type: 'string', value: '<name>', help: 'eks: onsale by default.' },
      'only-restart': { type: 'boolean', help: 'Rotates nothing, replaces processes.' },
    },
  },
  async (operation, flags) => {
    const secret = flags.secret ?? (await databaseSecret(operation));
    await takeSteps(operation, [
      ...(flags['only-restart'] ? [] : [rotateStep(operation, secret)]),
      ...(await restartSteps(operation, flags.namespace ?? applicationNamespace)),
    ]);
  },
);

async function databaseSecret(operation: Operation): Promise<string> {
  const { kind, id } = databaseOf(operation);
  const database = await operation.aws().databases[kind].find(id);
  return database?.secretArn ?? masterSecretName(operation);
}

export const rotateStep = (operation: Operation, secret: string): Step => ({
  title: `rotate ${secret}`,
  async run() {
    const { secrets } = operation.aws();
    const before = await secrets.find(secret);
    if (before === undefined)
      throw new OperatorError(`There is no ${secret}.`, 'Look at --secret.');
    if (!before.rotates) {
      throw new OperatorError(
        `${secret} has no rotation.`,
        'Raise its version in src/config/<topology> and apply.',
      );
    }
    await secrets.rotate(secret);
    await until(
      operation,
      'rotation',
      patience(15, 'The old password is valid. Read the log of the rotation function.'),
      async () => {
        const now = await secrets.find(secret);
        const isNew =
          now?.lastRotatedMs !== undefined && now.lastRotatedMs !== before.lastRotatedMs;
        return isNew && !now.pending ? { done: true } : { missing: 'under way' };
      },
    );
  },
});

/** Every process is replaced as in a release, by the same image. */
async function restartSteps(operation: Operation, namespace: string): Promise<readonly Step[]> {
  const { topology, environment, name, aws, programs } = operation;
  if (topology === 'eks') {
    return roleParts.map((role) => ({
      title: `restart deployment/${role}`,
      async run() {
        const target = [`deployment/${role}`, `--namespace=${namespace}`];
        await mustRun(programs, 'kubectl', ['rollout', 'restart', ...target]);
        const status = ['rollout', 'status', ...target, '--timeout=900s'];
        await mustRun(programs, 'kubectl', status, { timeoutMs: 960_000 });
      },
    }));
  }
  if (topology === 'fargate') {
    const { taskServices } = aws();
    return roleParts.map((role) => ({
      title: `restart ${serviceName(name, role)}`,
      async run() {
        await taskServices.update(clusterName(name), serviceName(name, role), { restart: true });
        await untilStable(operation, taskServices, clusterName(name), serviceName(name, role));
      },
    }));
  }
  const colour =
    topology === 'ec2-aurora' ? undefined : await coloursOf(operation, '').ports.traffic();
  const { refresh } = (topology === 'ec2-aurora' ? ec2 : recovery)(environment).instances;
  return [groupNames.api(name, colour), groupNames.worker(name)].map((group) => ({
    title: `replace the instances of ${group}`,
    run: () => replaceInstances(operation, aws().instanceGroups, group, refresh),
  }));
}
