/** `operate deploy`: what it brings first, by topology, and what happens when that fails. */
import { describe, expect, it } from 'vitest';
import { primaryRegion, type Region, standbyRegion, type Topology } from '../../config/names.ts';
import { type FakeAws, fakeOperation } from '../support/fake-operation.ts';
import { fakeTasks } from '../support/fake-tasks.ts';
import { memoryBuckets } from '../support/memory-buckets.ts';
import { deployCommand } from './command.ts';
import { tellStandby } from './tell-standby.ts';

const flags = {
  image: undefined,
  'smoke-url': undefined,
  namespace: undefined,
  context: undefined,
  overlay: undefined,
  apply: false,
};
const imageAt = (region: Region, digest: string): string =>
  `111122223333.dkr.ecr.${region}.amazonaws.com/ticketing@sha256:${digest}`;

const simulatorAt = (region: Region, name: string, failing: boolean) =>
  fakeTasks({
    families: { [name]: [{ image: imageAt(region, 'old'), settings: 'first' }] },
    services: { [name]: { family: name, runs: 1 } },
    ...(failing ? { failing: name } : {}),
  });

/** Has the simulator and nothing behind it: whatever comes next is reported as unexpected. */
const deploying = (topology: Topology, region: Region, name: string, failing: boolean) => {
  const ecs = simulatorAt(region, name, failing);
  const aws: FakeAws = {
    buckets: memoryBuckets(),
    identity: { arn: async () => 'arn:me' },
    images: { digestOf: async () => 'sha256:new' },
    taskServices: ecs.tasks,
  };
  const operation = fakeOperation({
    topology,
    region,
    aws,
    variables: { ONSALE_API_KEY: 'key' },
  });
  return { ...ecs, operation, run: () => deployCommand.run(operation, flags) };
};

const places = [
  ['ec2-aurora', primaryRegion, 'ticketing-dev-payments', /parameters.read was not expected/],
  [
    'disaster-recovery',
    primaryRegion,
    'ticketing-dev-payments',
    /loadBalancers.* was not expected/,
  ],
  [
    'disaster-recovery',
    standbyRegion,
    'ticketing-dev-standby-payments',
    /parameters.read was not expected/,
  ],
] as const;

describe.each(places)('a release of %s in %s', (topology, region, name, next) => {
  it('brings the payment simulator to the image before it looks at any process', async () => {
    const { run, running } = deploying(topology, region, name, false);
    await expect(run()).rejects.toThrow(next);
    expect(running(name)).toBe(`${imageAt(region, 'new')} with first`);
  });

  it('ends when that does not start', async () => {
    const { run } = deploying(topology, region, name, true);
    await expect(run()).rejects.toThrow(`ECS gave up on ${name}`);
  });
});

describe('the standby region', () => {
  const name = 'ticketing-dev-standby-payments';
  const written: string[] = [];
  const telling = (failing: boolean) => {
    const ecs = simulatorAt(standbyRegion, name, failing);
    const operation = fakeOperation({
      topology: 'disaster-recovery',
      aws: (region) => {
        if (region !== standbyRegion) return {};
        return {
          images: { digestOf: async () => 'sha256:new' },
          parameters: { write: async (_name, value) => void written.push(value) },
          taskServices: ecs.tasks,
        };
      },
    });
    return { ...ecs, run: () => tellStandby(operation, imageAt(primaryRegion, 'new')) };
  };

  it('is told the image, and its payments run it', async () => {
    const { run, running } = telling(false);
    await run();
    expect(written).toEqual([imageAt(standbyRegion, 'new')]);
    expect(running(name)).toBe(`${imageAt(standbyRegion, 'new')} with first`);
  });

  it('without payments is no secret', async () => {
    await expect(telling(true).run()).rejects.toThrow(/has the release.*ap-northeast-1 has not/);
  });
});
