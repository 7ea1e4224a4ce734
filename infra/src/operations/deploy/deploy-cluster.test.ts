/** A release on Kubernetes: what is written, what kubectl is asked, and who undoes what. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeOperation } from '../support/fake-operation.ts';
import { deployCluster, setImage } from './deploy-cluster.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onsale-overlay-'));
  await writeFile(
    join(folder, 'kustomization.yaml'),
    '# kept\nresources: [base]\nimages:\n  - name: onsale\n    newName: registry/ticketing\n    newTag: v1\n  - name: other\n    newTag: v9\n',
  );
});
afterEach(() => rm(folder, { recursive: true }));

const release = {
  context: 'dev',
  namespace: 'onsale',
  deployments: ['api', 'worker'],
  repository: 'registry/ticketing',
  image: 'registry/ticketing@sha256:new',
};

function kubectl(failing?: string) {
  const asked: string[] = [];
  const programs = {
    async run(program: string, args: readonly string[]) {
      const line = [program, ...args.slice(2)].join(' ');
      asked.push(line);
      const fails = failing !== undefined && line.includes(`rollout status deployment/${failing}`);
      return { exitCode: fails ? 1 : 0, output: '' };
    },
  };
  return { asked, programs };
}

describe('a release on Kubernetes', () => {
  it('writes the image by digest and leaves everything else as it is', async () => {
    const file = join(folder, 'kustomization.yaml');
    await setImage(file, release.repository, release.image);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('digest: sha256:new');
    expect(text).toMatch(/^# kept/);
    expect(text).not.toContain('v1');
    expect(text).toContain('newTag: v9');
    await expect(setImage(file, 'registry/none', release.image)).rejects.toThrow(/says nothing/);
  });

  it('leaves the rest to Argo CD when it may not apply', async () => {
    const { asked, programs } = kubectl();
    await deployCluster(fakeOperation(), programs, { ...release, overlay: folder, apply: false });
    expect(asked).toEqual([]);
  });

  it('applies, waits until each Deployment has the image, and then until it is available', async () => {
    const { asked, programs } = kubectl();
    await deployCluster(fakeOperation(), programs, { ...release, overlay: folder, apply: true });
    expect(asked.map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual([
      'apply --server-side',
      'wait deployment/api',
      'rollout status',
      'wait deployment/worker',
      'rollout status',
    ]);
  });

  it('undoes what it applied itself', async () => {
    const { asked, programs } = kubectl('api');
    const failing = deployCluster(fakeOperation(), programs, {
      ...release,
      overlay: folder,
      apply: true,
    });
    await expect(failing).rejects.toThrow(/api failed and was taken back/);
    expect(asked.at(-1)).toContain('rollout undo deployment/api');
  });

  it('does not fight with Argo CD', async () => {
    const { asked, programs } = kubectl('api');
    const failing = deployCluster(fakeOperation(), programs, {
      ...release,
      overlay: undefined,
      apply: false,
    });
    await expect(failing).rejects.toMatchObject({ remedy: expect.stringContaining('Revert') });
    expect(asked.some((line) => line.includes('undo'))).toBe(false);
  });
});
