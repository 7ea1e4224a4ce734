/** Writes docs/simulation.md and its pictures from the runs: the words are here, the figures are theirs. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ComparisonName } from './comparisons.ts';
import { documentOf } from './document.ts';
import { picturesOf } from './pictures.ts';
import type { RunResult } from './result.ts';

const docs = new URL('../../../docs/', import.meta.url);

export async function writeDocs(
  runs: Readonly<Record<ComparisonName, readonly RunResult[]>>,
  seed: number,
  note: (line: string) => void,
): Promise<void> {
  const million = runs.sizes.at(-1);
  if (million === undefined) throw new Error('there is no run of a million');
  const pictures = picturesOf(million, runs.sizes, runs.policies);
  const files = {
    ...Object.fromEntries(Object.entries(pictures).map(([name, svg]) => [`images/${name}`, svg])),
    'simulation.md': documentOf(runs, million, seed),
  };
  await mkdir(new URL('images/', docs), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = fileURLToPath(new URL(name, docs));
    await writeFile(file, text);
    note(`wrote ${file}`);
  }
}
