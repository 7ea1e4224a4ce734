/**
 * `npm run infra -- diagrams`: draws the pictures and writes the tables and graphs of the documents
 * anew, from the stacks as they are synthesised with the settings of the example.
 */
import { synthesiseEverything } from '../diagrams/documents/everything.ts';
import { generatedPages, writePages } from '../diagrams/documents/pages.ts';
import { ConfigError } from '../lib/problem.ts';

try {
  for (const path of writePages(generatedPages(synthesiseEverything()))) {
    process.stdout.write(`${path}\n`);
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
