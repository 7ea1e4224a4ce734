/**
 * `npm run test:journey -- --buyers 1000 --kills 0 --seed 7`: virtual buyers through the whole journey,
 * with an unreliable payment provider and, with --kills, processes killed meanwhile. Exit code 1 on any
 * violation.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { countOutcomes, quantileOf } from '../../../bench/src/journey/count-told.ts';
import { runJourney } from './run.ts';

const SHOWN_MAX = 50;

const { values } = parseArgs({
  options: {
    buyers: { type: 'string', default: '1000' },
    parallel: { type: 'string', default: '100' },
    kills: { type: 'string', default: '0' },
    seed: { type: 'string' },
  },
});
const buyers = Number(values.buyers);
const parallel = Number(values.parallel);
const kills = Number(values.kills);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const isCount = (n: number): boolean => Number.isInteger(n) && n >= 0;
if (![buyers, kills, seed].every(isCount) || !isCount(parallel - 1)) {
  process.stderr.write(
    'usage: npm run test:journey -- [--buyers N] [--parallel N] [--kills N] [--seed S]\n',
  );
  process.exit(2);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`journey test: ${buyers} buyers, ${parallel} at a time, ${kills} kills, seed ${seed}`);
const report = await runJourney({ buyers, parallel, kills, seed, log: say });
const { told, violations } = report;
const ms = (part: string): string =>
  [0.5, 0.95, 0.99].map((share) => Math.round(quantileOf(told, part, share))).join(' / ');
say('');
say(`buyers        ${told.length} in ${report.seconds.toFixed(1)} s: ${countOutcomes(told)}`);
say(`answers       ${report.answers}, and ${report.repeated} requests repeated`);
say(
  `kills         ${
    Object.entries(report.kills)
      .map(([who, n]) => `${who} ${n}`)
      .join(', ') || 'none'
  }`,
);
for (const part of ['look', 'hold', 'pay', 'ticket', 'all']) {
  say(`${part.padEnd(13)} ${ms(part)} ms (p50 / p95 / p99)`);
}
say(`violations    ${violations.length}`);
for (const violation of violations.slice(0, SHOWN_MAX)) say(`  - ${violation}`);
if (violations.length > SHOWN_MAX) say(`  ... and ${violations.length - SHOWN_MAX} more`);
process.exitCode = violations.length === 0 ? 0 : 1;
