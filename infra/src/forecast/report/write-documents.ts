/** Writes the document and its pictures, or tells the test that compares what they should be. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../cost/report/write-documents.ts';
import { type Figures, figuresOf } from './figures.ts';
import { pictures } from './pictures.ts';
import type { Results } from './results.ts';

export const documentPath = 'docs/predictive-scaling.md';

/** By their paths from the repository's root on. */
export const documents = (results: Results): Readonly<Record<string, string>> => ({
  [documentPath]: withFigures(
    readFileSync(join(repositoryRoot, documentPath), 'utf8'),
    figuresOf(results),
  ),
  ...Object.fromEntries(
    Object.entries(pictures(results)).map(([name, text]) => [`docs/images/${name}`, text]),
  ),
});

/**
 * The prose is written by hand; what is between `<!-- figures: name -->` and `<!-- end -->` is not.
 * Throws when a place is missing or unknown.
 */
export function withFigures(text: string, figures: Figures): string {
  const seen = new Set<string>();
  const made = text.replaceAll(
    /(<!-- figures: ([a-z-]+) -->)[\s\S]*?(<!-- end -->)/g,
    (_, begin: string, name: string, end: string) => {
      const figure = figures[name];
      if (figure === undefined) throw new Error(`There are no figures "${name}".`);
      seen.add(name);
      return `${begin}\n\n${figure}\n\n${end}`;
    },
  );
  const missing = Object.keys(figures).filter((name) => !seen.has(name));
  if (missing.length > 0)
    throw new Error(`${documentPath} has no place for ${missing.join(', ')}.`);
  return made;
}

export function writeDocuments(results: Results): readonly string[] {
  return Object.entries(documents(results)).map(([path, text]) => {
    const target = join(repositoryRoot, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return path;
  });
}
