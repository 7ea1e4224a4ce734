/** Reads the workflows and actions of the repository, for tests that look at what they say. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const root = join(import.meta.dirname, '..', '..', '..');

export type Step = {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
};

export type Job = {
  readonly uses?: string;
  readonly environment?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly concurrency?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly with?: Readonly<Record<string, unknown>>;
};

export type Workflow = {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
};

export type File<T> = { readonly path: string; readonly text: string; readonly content: T };

function read<T>(path: string): File<T> {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, content: parse(text) as T };
}

export const workflows: readonly File<Workflow>[] = readdirSync(join(root, '.github/workflows'))
  .toSorted()
  .map((name) => read<Workflow>(`.github/workflows/${name}`));

export const actions = readdirSync(join(root, '.github/actions'))
  .toSorted()
  .map((name) =>
    read<{ readonly runs: { readonly steps: readonly Step[] } }>(
      `.github/actions/${name}/action.yml`,
    ),
  );

export type Placed<T> = T & { readonly where: string };

export const jobs: readonly Placed<Job>[] = workflows.flatMap(({ path, content }) =>
  Object.entries(content.jobs).map(([name, job]) =>
    Object.assign({ where: `${path} ${name}` }, job),
  ),
);

export const steps: readonly Placed<Step>[] = [
  ...jobs.map(({ where, steps: own = [] }) => ({ where, own })),
  ...actions.map(({ path, content }) => ({ where: path, own: content.runs.steps })),
].flatMap(({ where, own }) =>
  own.map((step, index) => Object.assign({ where: `${where} step ${index + 1}` }, step)),
);

/** Steps with a script, which is what most rules are about. */
export const scripts = steps.flatMap(({ where, run }) =>
  run === undefined ? [] : [{ where, run }],
);
