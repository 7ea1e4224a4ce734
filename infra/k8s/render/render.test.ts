/**
 * What is written: valid against its schemas, the same every time, and something kustomize builds.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { environments } from '../../src/config/names.ts';
import { documentedLoad } from '../load-test/load-test.ts';
import { describe as nameOf, type Manifest } from '../manifest/manifest.ts';
import { checkManifest } from '../manifest/schemas.ts';
import { objectsIn, renderFiles } from '../testing/render.ts';
import { realValues } from '../testing/values.ts';
import { imageOf } from './render-environment.ts';
import { folderFiles, writeTree } from './tree.ts';

const loadTest = { ...documentedLoad, target: 'https://api.staging.internal' };

describe('rendering', () => {
  it.each(environments)('writes the same bytes twice for %s', (environment) => {
    expect([...renderFiles(environment)]).toEqual([...renderFiles(environment)]);
  });

  it.each(environments)('writes objects for %s that pass their schemas again', (environment) => {
    const objects = objectsIn(renderFiles(environment));
    expect(objects.length).toBeGreaterThan(80);
    for (const object of objects) checkManifest(object);
  });

  it('notices an object that departs from its schema, also from one of ours', () => {
    const objects = objectsIn(renderFiles('prod'));
    const broken = (kind: string, spec: object) => ({
      ...(objects.find((one) => one.kind === kind) as Manifest & { readonly spec: object }),
      spec,
    });
    expect(() => checkManifest(broken('Deployment', { replicas: 'many' }))).toThrow('replicas');
    expect(() => checkManifest(broken('ExternalSecret', {}))).toThrow('refreshInterval');
    expect(() => checkManifest({ ...broken('Gateway', {}), kind: 'Ingress' })).toThrow('nothing');
  });

  it('keeps everything that differs out of the bases', () => {
    const bases = environments.map((environment) =>
      [...renderFiles(environment)].filter(([path]) => path.startsWith('base/')),
    );
    expect(bases[1]).toEqual(bases[0]);
    expect(bases[2]).toEqual(bases[0]);
    expect(JSON.stringify(bases[0])).not.toContain(realValues.accountId);
  });

  it('takes images by digest and by tag', () => {
    expect(imageOf('host:5000/a@sha256:12')).toEqual({
      name: 'onsale',
      newName: 'host:5000/a',
      digest: 'sha256:12',
    });
    expect(imageOf('host:5000/a:v1')).toEqual({
      name: 'onsale',
      newName: 'host:5000/a',
      newTag: 'v1',
    });
  });

  it('refuses to write two objects into one file', () => {
    const [one] = objectsIn(renderFiles('dev'));
    if (one === undefined) throw new Error('Nothing was rendered.');
    expect(() => folderFiles({ path: 'x', manifests: [one, one] })).toThrow('twice');
  });
});

/** Before 1.24 its kustomize does not know labels that are not selectors; Debian has 1.20. */
const minorMin = 24;

function kubectlMinor(): number {
  const { status, stdout } = spawnSync('kubectl', ['version', '--client', '--output=json'], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0) return 0;
  const { clientVersion } = JSON.parse(stdout) as { clientVersion: { minor: string } };
  return Number.parseInt(clientVersion.minor, 10);
}

const hasKubectl = kubectlMinor() >= minorMin;
if (!hasKubectl) {
  // oxlint-disable-next-line no-console
  console.log(`No kubectl 1.${minorMin} or newer is on the PATH: the overlays were not built.`);
}

describe.skipIf(!hasKubectl)('kustomize', () => {
  const directory = mkdtempSync(join(tmpdir(), 'rendered-'));
  beforeAll(() => {
    for (const environment of environments) {
      writeTree(
        renderFiles(environment, environment === 'prod' ? {} : { loadTest }),
        join(directory, environment),
      );
    }
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const build = (environment: string, overlay: string): readonly Manifest[] => {
    const path = join(directory, environment, 'overlays', overlay);
    const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', path], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
  };

  it.each(environments)('builds %s, and what it builds passes the schemas', (environment) => {
    for (const part of ['', '/controllers', '/bootstrap']) {
      const objects = build(environment, `${environment}${part}`);
      expect(objects.length).toBeGreaterThanOrEqual(6);
      for (const object of objects) checkManifest(object);
      const names = objects.map((one) => `${one.apiVersion} ${nameOf(one)}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('gives every container of the product the image of the release, by digest', () => {
    const text = JSON.stringify(build('prod', 'prod/application'));
    const images = text.match(/"image":"[^"]+"/g) ?? [];
    expect(images).toHaveLength(4);
    expect(new Set(images)).toEqual(new Set([`"image":"${realValues.image}"`]));
  });

  it('sizes the pods as the environment has them', () => {
    const api = build('prod', 'prod/application').find(
      (one) => one.kind === 'Deployment' && one.metadata.name === 'api',
    );
    const text = JSON.stringify(api);
    expect(text).toContain('"limits":{"cpu":"1000m","memory":"1024Mi"}');
    expect(text).toContain('"requests":{"cpu":"500m","memory":"512Mi"}');
  });

  it('builds a load test that was asked for', () => {
    expect(build('staging', 'staging-load-test').map(({ kind }) => kind)).toContain('ScaledJob');
  });

  it('takes away what is rendered no more', () => {
    const left = join(directory, 'again', 'overlays', 'dev', 'application', 'left-over.yaml');
    mkdirSync(join(left, '..'), { recursive: true });
    writeFileSync(left, 'kind: Nothing\n');
    writeTree(renderFiles('dev'), join(directory, 'again'));
    expect(existsSync(left)).toBe(false);
  });
});
