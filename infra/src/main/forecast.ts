/**
 * `npm run infra -- forecast`: back-test and simulation of predictive scaling. `--write-docs` writes
 * the figures into docs/predictive-scaling.md and draws its pictures.
 */
import { figuresOf } from '../forecast/report/figures.ts';
import { computeResults } from '../forecast/report/results.ts';
import { writeDocuments } from '../forecast/report/write-documents.ts';

const given = process.argv.slice(2);
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

if (given.some((text) => text !== '--write-docs')) {
  process.stderr.write('Usage: npm run infra -- forecast [--write-docs]\n');
  process.exitCode = 2;
} else {
  const results = computeResults();
  if (given.includes('--write-docs')) writeDocuments(results).forEach(say);
  else Object.entries(figuresOf(results)).forEach(([name, text]) => say(`${name}\n\n${text}\n`));
}
