/** Writes the configuration of Atlantis and Infracost: `node infra/src/pipelines/generate/write.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './files.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

for (const [name, text] of Object.entries(generatedFiles())) {
  writeFileSync(join(root, name), text);
  process.stdout.write(`${name}\n`);
}
