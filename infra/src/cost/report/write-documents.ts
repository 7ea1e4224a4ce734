/** Writes cost.md and its pictures; or tells what they should be, for the test that compares. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { costDocument } from './cost-document.ts';
import type { Costs } from './costs.ts';
import { pictures } from './pictures.ts';

export const repositoryRoot = join(import.meta.dirname, '..', '..', '..', '..');

/** By their paths from the repository's root on. */
export const documents = (costs: Costs): Readonly<Record<string, string>> => ({
  'docs/infrastructure/cost.md': costDocument(costs),
  ...Object.fromEntries(
    Object.entries(pictures(costs)).map(([name, text]) => [
      `docs/infrastructure/images/${name}`,
      text,
    ]),
  ),
});

export function writeDocuments(costs: Costs): readonly string[] {
  return Object.entries(documents(costs)).map(([path, text]) => {
    const target = join(repositoryRoot, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return path;
  });
}
