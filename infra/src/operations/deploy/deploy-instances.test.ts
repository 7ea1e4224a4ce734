/** An instance refresh: what runs afterwards, whatever happens on the way. */
import { describe, expect, it } from 'vitest';
import { fakeOperation } from '../support/fake-operation.ts';
import { deployInstances } from './deploy-instances.ts';

const release = {
  groups: ['asg', 'worker-asg'],
  parameter: '/ticketing/prod/image',
  image: 'repository@sha256:new',
  preferences: { minHealthyPercent: 100, maxHealthyPercent: 150 },
};

/** Instances take the image of the parameter when they are replaced. */
function fleet(options: {
  readonly failing?: string;
  readonly never?: boolean;
  readonly busy?: number;
}) {
  const operation = fakeOperation();
  let image = 'repository@sha256:old';
  let busy = options.busy ?? 0;
  const running: Record<string, string> = { asg: image, 'worker-asg': image };
  const looks = new Map<string, number>();
  const refreshes: string[] = [];
  const ports = {
    parameters: {
      read: async () => image,
      async write(_name: string, value: string) {
        image = value;
      },
    },
    groups: {
      find: async () => undefined,
      async cancelRefresh() {},
      async refresh(group: string) {
        if (busy > 0) {
          busy -= 1;
          throw Object.assign(new Error('busy'), { name: 'InstanceRefreshInProgressFault' });
        }
        refreshes.push(`${group} ${image}`);
        looks.set(group, 0);
        return group;
      },
      async findRefresh(group: string) {
        const look = (looks.get(group) ?? 0) + 1;
        looks.set(group, look);
        const isNew = image.endsWith('new');
        if (isNew && options.never === true)
          return { status: 'InProgress', percent: 50, reason: '' };
        if (look < 3) return { status: 'InProgress', percent: look * 30, reason: '' };
        if (isNew && options.failing === group) {
          return { status: 'Failed', percent: 50, reason: 'unhealthy' };
        }
        running[group] = image;
        return { status: 'Successful', percent: 100, reason: '' };
      },
    },
  };
  return { operation, ports, running, refreshes, image: () => image };
}

describe('a release by instance refresh', () => {
  it('replaces the instances of the API, then the workers', async () => {
    const { operation, ports, running, refreshes } = fleet({});
    await deployInstances(operation, ports, release);
    expect(refreshes).toEqual(['asg repository@sha256:new', 'worker-asg repository@sha256:new']);
    expect(new Set(Object.values(running))).toEqual(new Set(['repository@sha256:new']));
  });

  it.each(['asg', 'worker-asg'])('takes everything back when %s fails', async (failing) => {
    const { operation, ports, running, image } = fleet({ failing });
    await expect(deployInstances(operation, ports, release)).rejects.toThrow(/taken back/);
    expect(image()).toBe('repository@sha256:old');
    expect(new Set(Object.values(running))).toEqual(new Set(['repository@sha256:old']));
  });

  it('takes back what never ends', async () => {
    const { operation, ports, image } = fleet({ never: true });
    await expect(deployInstances(operation, ports, release)).rejects.toThrow(/longer than 1:00:00/);
    expect(image()).toBe('repository@sha256:old');
  });

  it('goes all the way back, although somebody interrupts it', async () => {
    const { ports, running, image } = fleet({});
    const impatient = fakeOperation({ interruptedAtMs: 20_000 });
    await expect(deployInstances(impatient, ports, release)).rejects.toThrow(/Interrupted/);
    expect([image(), running.asg]).toEqual(['repository@sha256:old', 'repository@sha256:old']);
  });

  it('waits for a refresh that is just ending', async () => {
    const { operation, ports, running } = fleet({ busy: 3 });
    await deployInstances(operation, ports, release);
    expect(running.asg).toBe('repository@sha256:new');
  });

  it('does nothing before the parameter exists', async () => {
    const { operation, ports, refreshes } = fleet({});
    const missing = { ...ports.parameters, read: async () => undefined };
    await expect(
      deployInstances(operation, { ...ports, parameters: missing }, release),
    ).rejects.toThrow(/does not exist/);
    expect(refreshes).toEqual([]);
  });
});
