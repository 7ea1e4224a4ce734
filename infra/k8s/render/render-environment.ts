/**
 * All files of an environment: two bases that are the same everywhere, and overlays with what
 * differs. Argo CD follows the overlays one by one; together they are `overlays/<environment>`.
 */
import type { Environment } from '../../src/config/names.ts';
import { applicationBase } from '../application/base.ts';
import { imageName } from '../application/names.ts';
import { applicationOverlay, applicationPatches } from '../application/overlay.ts';
import { bootstrapObjects } from '../bootstrap/bootstrap.ts';
import { controllerApplications } from '../controllers/applications.ts';
import { type LoadTest, loadTestObjects } from '../load-test/load-test.ts';
import { platformBase } from '../platform/base.ts';
import { platformOverlay } from '../platform/overlay.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { type FileTree, type Folder, folderFiles } from './tree.ts';

export type RenderProps = {
  readonly environment: Environment;
  readonly values: ClusterValues;
  /** An overlay of its own, never in prod. */
  readonly loadTest?: LoadTest;
};

export function renderEnvironment({ environment, values, loadTest }: RenderProps): FileTree {
  if (environment === 'prod' && loadTest !== undefined) {
    throw new Error('There is no load test in prod: it would stand in the queue before buyers.');
  }
  const overlay = `overlays/${environment}`;
  const labels = { labels: [{ pairs: { environment }, includeTemplates: true }] };
  const folders: readonly Folder[] = [
    { path: 'base/platform', manifests: platformBase() },
    { path: 'base/application', manifests: applicationBase() },
    { path: `${overlay}/bootstrap`, manifests: bootstrapObjects(environment, values) },
    { path: `${overlay}/controllers`, manifests: controllerApplications(values) },
    {
      path: `${overlay}/platform`,
      resources: ['../../../base/platform'],
      manifests: platformOverlay(environment, values),
    },
    {
      path: `${overlay}/application`,
      resources: ['../../../base/application'],
      manifests: applicationOverlay(environment, values),
      patches: applicationPatches(environment, values),
      settings: { ...labels, images: [imageOf(values.image)] },
    },
    { path: overlay, resources: ['platform', 'application'], manifests: [] },
    ...(loadTest === undefined
      ? []
      : [{ path: `overlays/${environment}-load-test`, manifests: loadTestObjects(loadTest) }]),
  ];
  return new Map(folders.flatMap((folder) => Array.from(folderFiles(folder))));
}

/** `repository@sha256:…` or `repository:tag`, as kustomize takes them. */
export function imageOf(image: string): object {
  const [repository = image, digest] = image.split('@');
  if (digest !== undefined) return { name: imageName, newName: repository, digest };
  const colon = image.lastIndexOf(':');
  return { name: imageName, newName: image.slice(0, colon), newTag: image.slice(colon + 1) };
}
