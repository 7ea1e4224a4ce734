/** The objects of an environment as tests look at them: read back from the YAML that is written. */
import { parse } from 'yaml';
import type { Environment } from '../../src/config/names.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { type RenderProps, renderEnvironment } from '../render/render-environment.ts';
import type { FileTree } from '../render/tree.ts';
import { realValues } from './values.ts';

export const renderFiles = (environment: Environment, more: Partial<RenderProps> = {}): FileTree =>
  renderEnvironment({ environment, values: realValues, ...more });

const isObject = (path: string): boolean => !/\/(?:kustomization|patch-[\w-]+)\.yaml$/.test(path);

/** All objects, or those below a folder. */
export const objectsIn = (files: FileTree, folder = ''): readonly Manifest[] =>
  [...files]
    .filter(([path]) => path.startsWith(folder) && isObject(path))
    .map(([, text]) => parse(text) as Manifest);

/** The only one of a kind and name; throws when there is none. */
export function find(objects: readonly Manifest[], kind: string, name: string): Manifest {
  const found = objects.filter((one) => one.kind === kind && one.metadata.name === name);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw new Error(`Found ${found.length} of ${kind} ${name}.`);
}

export const ofKind = (objects: readonly Manifest[], kind: string): readonly Manifest[] =>
  objects.filter((one) => one.kind === kind);
