/** `operate deploy`: brings an image into a topology by that topology's own method. */
import { applicationNamespace } from '../../constructs/pod-identity/service-accounts.ts';
import { computeConfig as recoveryCompute } from '../../config/disaster-recovery/compute.ts';
import { computeConfig as instancesCompute } from '../../config/ec2-aurora/compute.ts';
import { primaryRegion } from '../../config/names.ts';
import { imageIn } from '../../config/settings.ts';
import { hostNames } from '../../constructs/dns/records.ts';
import { command, type FlagValues } from '../core/command.ts';
import { releasedImage } from '../core/image.ts';
import type { Operation } from '../core/operation.ts';
import {
  clusterName,
  groupNames,
  imageParameter,
  migrateFamily,
  roleParts,
  serviceName,
  stateBucket,
} from '../parts.ts';
import { keyOf, smokeTestAt } from '../smoke-test/command.ts';
import { coloursOf } from './colours-of.ts';
import { deployCluster } from './deploy-cluster.ts';
import { deployColours, describeRelease } from './deploy-colours.ts';
import { deployInstances } from './deploy-instances.ts';
import { bringSimulator } from './deploy-simulator.ts';
import { deployTasks } from './deploy-tasks.ts';
import { lockPlace, withLock } from './lock.ts';
import { tellStandby } from './tell-standby.ts';

const deployFlags = {
  image: {
    type: 'string',
    value: '<digest|tag|reference>',
    help: 'Which image; that of the settings by default. It has to be in the registry.',
  },
  'smoke-url': {
    type: 'string',
    value: '<url>',
    help: 'disaster-recovery: where the idle colour is tried; https://api.<domain> by default.',
  },
  namespace: {
    type: 'string',
    value: '<name>',
    help: 'eks: of the Deployments; onsale by default.',
  },
  context: { type: 'string', value: '<name>', help: 'eks: of kubectl.' },
  overlay: { type: 'string', value: '<folder>', help: 'eks: writes the image into this overlay.' },
  apply: { type: 'boolean', help: 'eks: applies the overlay, where no Argo CD watches.' },
} as const;

type DeployFlags = FlagValues<typeof deployFlags>;

export const deployCommand = command(
  {
    name: 'deploy',
    summary: 'Releases an image: instance refresh, ECS, Kubernetes or blue/green.',
    details: [
      'ec2-aurora: writes the image parameter, replaces instances a few at a time, workers',
      '  last;',
      '  a failure writes the old image and replaces them again.',
      'fargate: registers revisions that differ from the newest ones in the image only, so',
      '  with what Terraform applied since; migrates the schema, updates the services; ECS',
      '  takes back a service that does not become healthy, this command the others.',
      'eks: writes the image into an overlay (--overlay), or watches a rollout that Argo CD',
      '  does.',
      'disaster-recovery: blue/green. The idle colour gets the image, has to be healthy and to',
      '  pass the smoke test; then it gets the traffic, its errors are measured for ten',
      '  minutes, and above 1 % or with an unhealthy target it goes back. The key for the',
      '  smoke test: ONSALE_API_KEY.',
      'The payment simulator comes before all processes (on eks it is one of the pods): it is',
      '  away for about a minute when its image or its settings differ, a release ends when it',
      '  does not start, and it stays when the processes go back.',
      'One release at a time; every wait ends. Interrupted (Ctrl-C), it goes back or stays as',
      'it was.',
    ].join('\n'),
    flags: deployFlags,
  },
  async (operation, values) => {
    const { settings, topology, environment, aws, clock, dryRun } = operation;
    const image = await releasedImage(operation, aws().images, values.image);
    operation.say(`The image is ${image}.`);
    const run = () => methods[topology](operation, values, image);
    if (dryRun) return run();
    const place = lockPlace(stateBucket(operation), topology, environment);
    const owner = `${await aws().identity.arn()} (${settings.project} ${image.slice(-12)})`;
    await withLock({ buckets: aws().buckets, clock }, place, owner, run);
    operation.say('Released.');
  },
);

type Method = (operation: Operation, flags: DeployFlags, image: string) => Promise<void>;

const refresh: Method = async (operation, _flags, image) => {
  const { name, topology, environment, aws, dryRun, say } = operation;
  const release = {
    groups: [groupNames.api(name), groupNames.worker(name)],
    parameter: imageParameter(operation),
    preferences: (topology === 'ec2-aurora' ? instancesCompute : recoveryCompute)(environment)
      .instances.refresh,
    image,
  };
  if (dryRun) {
    const { minHealthyPercent: least, maxHealthyPercent: most } = release.preferences;
    return say(
      `It would bring ${serviceName(name, 'payments')} to the image, then write ` +
        `${release.parameter} and replace the instances of ` +
        `${release.groups.join(', ')}, with ${least} to ${most} % of them in service.`,
    );
  }
  await bringSimulator(operation, operation.region, image);
  const { instanceGroups: groups, parameters } = aws();
  await deployInstances(operation, { groups, parameters }, release);
};

const tasks: Method = async (operation, _flags, image) => {
  const { name, settings, aws, dryRun, say } = operation;
  const release = {
    cluster: clusterName(name),
    services: roleParts.map((role) => serviceName(name, role)),
    simulator: serviceName(name, 'payments'),
    migrateFamily: migrateFamily(name),
    repository: settings.imageRepository,
    image,
  };
  if (dryRun) {
    return say(
      `It would run ${release.migrateFamily}, then update ` +
        `${[release.simulator, ...release.services].join(', ')}.`,
    );
  }
  await deployTasks(operation, aws().taskServices, release);
};

const cluster: Method = async (operation, flags, image) => {
  const { settings, programs, dryRun, say } = operation;
  const release = {
    context: flags.context,
    namespace: flags.namespace ?? applicationNamespace,
    deployments: roleParts,
    repository: settings.imageRepository,
    image,
    overlay: flags.overlay,
    apply: flags.apply,
  };
  if (dryRun) {
    const first = release.overlay === undefined ? '' : `write ${release.overlay} and `;
    return say(`It would ${first}watch ${release.deployments.join(', ')} in ${release.namespace}.`);
  }
  await deployCluster(operation, programs, release);
};

const colours: Method = async (operation, flags, image) => {
  const { name, settings, environment, aws, dryRun, say } = operation;
  const { instanceGroups: groups, loadBalancers, parameters } = aws();
  const made = coloursOf(operation, image);
  if (dryRun) {
    say(`It would bring ${serviceName(name, 'payments')} to the image.`);
    for (const line of describeRelease(await made.ports.traffic(), image)) say(line);
    return;
  }
  const apiKey = keyOf(operation);
  const baseUrl = flags['smoke-url'] ?? `https://${hostNames(settings.domain).api}`;
  await bringSimulator(operation, primaryRegion, image);
  await deployColours(operation, {
    colours: made,
    loadBalancers,
    smokeTest: (headers) => smokeTestAt(operation, baseUrl, headers, apiKey),
  });
  await deployInstances(
    operation,
    { groups, parameters },
    {
      groups: [groupNames.worker(name)],
      parameter: imageParameter(operation, 'worker'),
      preferences: recoveryCompute(environment).instances.refresh,
      image,
    },
  );
  await tellStandby(operation, image);
};

/** What has taken over has one group, which is refreshed. */
const recovery: Method = (operation, given, image) =>
  operation.region === primaryRegion
    ? colours(operation, given, image)
    : refresh(operation, given, imageIn(image, operation.region));

const methods = {
  'ec2-aurora': refresh,
  eks: cluster,
  fargate: tasks,
  'disaster-recovery': recovery,
} as const satisfies Record<Operation['topology'], Method>;
