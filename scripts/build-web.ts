/** `npm run build:web`: builds the web app if its sources have changed since the last time. */
import { ensureWeb } from './web-build.ts';

const { built } = await ensureWeb((line) => process.stdout.write(`${line}\n`));
if (!built) process.stdout.write('The web app is up to date.\n');
