/**
 * `npm run test:crash -- --kills 200 --seed 7`: kills the server and PostgreSQL under load and checks
 * that nothing acknowledged is lost. Exit code 1 on any violation.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { runCrash } from './run.ts';

const SHOWN_MAX = 50;

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string' } },
});
const kills = Number(values.kills);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isInteger(kills) || kills < 0 || !Number.isInteger(seed)) {
  process.stderr.write('usage: npm run test:crash -- [--kills N] [--seed S], both integers\n');
  process.exit(2);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const beganMs = performance.now();
say(`crash test: ${kills} kills, seed ${seed}`);
const report = await runCrash({ kills, seed, log: say });
const { violations } = report;
const seconds = ((performance.now() - beganMs) / 1_000).toFixed(1);
say('');
say(
  `kills         ${Object.entries(report.kills)
    .map(([who, n]) => `${who} ${n}`)
    .join(', ')}`,
);
say(`answers       ${report.answers}, of which ${report.repeated} to requests that were repeated`);
say(`reservations  ${report.reservations} acknowledged`);
say(`places        ${report.places} in a waiting room, ${report.admissions} let in`);
say(`time          ${seconds} s`);
say(`violations    ${violations.length}`);
for (const violation of violations.slice(0, SHOWN_MAX)) say(`  - ${violation}`);
if (violations.length > SHOWN_MAX) say(`  ... and ${violations.length - SHOWN_MAX} more`);
process.exitCode = violations.length === 0 ? 0 : 1;
