/** The payment simulator is replaced when it has to be, and else left alone. */
import { describe, expect, it } from 'vitest';
import { primaryRegion, standbyRegion } from '../../config/names.ts';
import { exampleSettings, fakeOperation } from '../support/fake-operation.ts';
import { fakeTasks, type FakeRevision, type FakeService } from '../support/fake-tasks.ts';
import { deploySimulator, runsImage, simulatorIn } from './deploy-simulator.ts';

const release = { cluster: 'cluster', service: 'payments', repository: 'repository', image: 'new' };

const simulator = (
  runs: FakeService['runs'],
  revisions: readonly FakeRevision[],
  failing?: string,
) =>
  fakeTasks({
    families: { payments: revisions },
    services: { payments: { family: 'payments', runs } },
    ...(failing === undefined ? {} : { failing }),
  });

const old = { image: 'old', settings: 'first' };
const released = { image: 'new', settings: 'first' };

describe('the payment simulator', () => {
  it('gets the image of the release', async () => {
    const { tasks, running } = simulator(1, [old]);
    await deploySimulator(fakeOperation(), tasks, release);
    expect(running('payments')).toBe('new with first');
  });

  it('is left alone when it runs the image already', async () => {
    const { tasks, log } = simulator(1, [released]);
    await deploySimulator(fakeOperation(), tasks, release);
    expect(log).toEqual([]);
  });

  it('gets what Terraform applied, although the image is the same', async () => {
    const { tasks, log, running } = simulator(1, [released, { image: 'new', settings: 'applied' }]);
    await deploySimulator(fakeOperation(), tasks, release);
    expect(log).toEqual(['update payments to payments:2, forced']);
    expect(running('payments')).toBe('new with applied');
  });

  it('is started again after ECS gave up on it, e.g. before its image was there', async () => {
    const { tasks, log } = simulator('failed', [released]);
    expect(await runsImage(tasks, release)).toBe(false);
    await deploySimulator(fakeOperation(), tasks, release);
    expect(log).toEqual(['update payments to payments:1, forced']);
    expect(await runsImage(tasks, release)).toBe(true);
  });

  it('that does not start ends the release', async () => {
    const { tasks } = simulator(1, [old], 'payments');
    await expect(deploySimulator(fakeOperation(), tasks, release)).rejects.toThrow(/gave up/);
  });

  it('counts as running with the image that is asked for only', async () => {
    expect(await runsImage(simulator(1, [old]).tasks, release)).toBe(false);
    expect(await runsImage(simulator(1, [old, released]).tasks, release)).toBe(false);
    expect(await runsImage(simulator(2, [old, released]).tasks, release)).toBe(true);
    const none = fakeTasks({ families: {}, services: {} });
    expect(await runsImage(none.tasks, release)).toBe(false);
  });

  it("of a region runs that region's copy of the image", () => {
    const operation = fakeOperation({ topology: 'disaster-recovery', environment: 'prod' });
    const image = `${exampleSettings.imageRepository}@sha256:1`;
    expect(simulatorIn(operation, primaryRegion, image)).toMatchObject({
      service: 'ticketing-prod-payments',
      image,
    });
    expect(simulatorIn(operation, standbyRegion, image)).toEqual({
      cluster: 'ticketing-prod-standby-cluster',
      service: 'ticketing-prod-standby-payments',
      repository: '111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/ticketing',
      image: '111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/ticketing@sha256:1',
    });
  });
});
