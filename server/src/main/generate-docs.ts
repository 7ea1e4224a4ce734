/** `npm run docs:generate`: writes the documents that are generated from the source. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationDocument } from '../config/document.ts';
import { settingGroups } from '../config/settings.ts';

const path = join(import.meta.dirname, '..', '..', '..', 'docs', 'configuration.md');
writeFileSync(path, configurationDocument(settingGroups));
process.stdout.write('wrote docs/configuration.md\n');
