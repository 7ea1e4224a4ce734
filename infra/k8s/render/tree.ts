/** Files by their path, relative to where they will be written. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../manifest/manifest.ts';
import { yamlOf } from './yaml.ts';

export type FileTree = ReadonlyMap<string, string>;

/** `deployment-api.yaml`; kinds are told apart, so names may be the same. */
export const fileNameOf = ({ kind, metadata }: Manifest): string =>
  `${kind.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()}-${metadata.name}.yaml`;

export type Folder = {
  readonly path: string;
  readonly manifests: readonly Manifest[];
  /** Other folders, relative to this one. */
  readonly resources?: readonly string[];
  readonly patches?: readonly Manifest[];
  /** Further fields of the kustomization. */
  readonly settings?: object;
};

/** The files of one folder, with the kustomization that names them. */
export function folderFiles(folder: Folder): FileTree {
  const { path, manifests, resources = [], patches = [], settings = {} } = folder;
  const files = new Map<string, string>();
  const add = (name: string, manifest: Manifest): string => {
    const file = `${path}/${name}`;
    if (files.has(file)) throw new Error(`${file} would be written twice.`);
    files.set(file, yamlOf(manifest));
    return name;
  };
  const named = manifests.map((one) => add(fileNameOf(one), one)).toSorted();
  const patched = patches.map((one) => add(`patch-${fileNameOf(one)}`, one)).toSorted();
  files.set(
    `${path}/kustomization.yaml`,
    yamlOf({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [...resources, ...named],
      ...(patched.length === 0 ? {} : { patches: patched.map((file) => ({ path: file })) }),
      ...settings,
    }),
  );
  return files;
}

/** What was there before goes: an object that is no longer rendered must not stay behind. */
export function writeTree(files: FileTree, directory: string): void {
  for (const top of new Set([...files.keys()].map((path) => path.split('/')[0] ?? path))) {
    rmSync(join(directory, top), { recursive: true, force: true });
  }
  for (const [path, text] of files) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
