/**
 * `npm run test:onsale -- [--buyers 20000] [--hall arena] [--browsers 0] [--kill api-1,redis,primary --kill-after 30]
 * [rehearsal options]`: a whole on-sale on a cluster of this machine. A crowd waits for the 4,900 seats of the arena,
 * people in a real browser among them, whoever is named is killed while they buy, one after the other, and
 * in the end the audit of the rehearsal and that of the database must be clean. Exit code 0 when they are,
 * and when somebody in a browser has lost a race and bought all the same.
 */
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { readOptions } from '../../../bench/src/rehearsal/options.ts';
import { rehearse } from '../../../bench/src/rehearsal/rehearse.ts';
import { renderReport } from '../../../bench/src/rehearsal/report/render.ts';
import type { Result } from '../../../bench/src/rehearsal/result.ts';
import { sampleHalls } from '../../src/catalog/model/halls/sample-halls.ts';
import type { Cluster } from '../../src/cluster/start-cluster.ts';
import { assert } from '../../src/lib/assert.ts';
import { testCluster } from '../cluster/use-cluster.ts';
import { createSaleEvent } from '../support/sale-events.ts';
import { builtWeb } from '../support/web.ts';
import { buyInBrowsers } from './browser-buyer.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `name` of a node, `redis`, `replica` or `primary`; whoever is missing is a mistake in the call. */
async function kill({ nodes, redis, replica, primary }: Cluster, name: string): Promise<void> {
  if (name === 'redis' && redis !== undefined) return redis.kill('SIGKILL');
  if (name === 'replica' && replica !== undefined) return replica.kill('SIGKILL');
  if (name === 'primary') {
    primary.kill('SIGKILL');
    return primary.restarted();
  }
  const node = nodes.find((one) => one.name === name);
  assert(node !== undefined, `there is no ${name}`);
  await node.kill('SIGKILL');
}

/** One after the other, so that it is known who was missed when. */
async function killAll(
  cluster: Cluster,
  names: readonly string[],
  times: { readonly firstMs: number; readonly pauseMs: number },
): Promise<void> {
  await delay(times.firstMs);
  for (const name of names) {
    const beganMs = performance.now();
    await kill(cluster, name);
    say(`\nkilled ${name} (${Math.round(performance.now() - beganMs)} ms)`);
    await delay(times.pauseMs);
  }
}

function tell({ verdict, audit, fairness, totals }: Result): boolean {
  say(`\n${verdict.headline}\n  because ${verdict.evidence}`);
  for (const { name, value, note } of verdict.facts) say(`  ${name.padEnd(18)} ${value} (${note})`);
  const all = [...audit.findings, ...(audit.database ?? [])];
  for (const { id, checked, offences } of all) {
    say(`  ${offences.length === 0 ? 'holds' : 'BROKEN'}  ${id} (${checked} checked)`);
    for (const { what } of offences.slice(0, 5)) say(`      ${what}`);
  }
  say(`  fairness ${JSON.stringify(fairness).slice(0, 400)}`);
  say(`  errors ${JSON.stringify(totals.errors)}`);
  return audit.clean;
}

const own: Record<string, string> = {
  buyers: '20000',
  hall: 'arena',
  browsers: '0',
  kill: '',
  'kill-after': '30',
  'kill-pause': '20',
  out: 'on-sale.html',
  json: 'on-sale.json',
};
const passedOn: string[] = [];
const args = process.argv.slice(2);
for (let i = 0; i < args.length; i++) {
  const name = args[i]?.replace(/^--/, '') ?? '';
  if (Object.hasOwn(own, name)) own[name] = args[++i] ?? '';
  else passedOn.push(args[i] ?? '');
}
const { buyers = '', out = '', json = '' } = own;
const victims = (own['kill'] ?? '').split(',').filter((name) => name !== '');

const browsers = Number(own['browsers']);
const hall = sampleHalls().find(({ code }) => code === own['hall']);
assert(hall !== undefined, `there is no hall ${own['hall']}`);
const { plan } = hall;
// Where somebody looks at it, it costs something; the crowd pays too.
const tiers = browsers > 0 ? hall.tiers : undefined;
if (browsers > 0) await builtWeb();
const cluster = await testCluster({
  env: { HOLDS_PER_ADDRESS_MINUTE: '100000' },
  log: (line) => say(line),
});
let clean = false;
try {
  const { url, apiKey, primary } = cluster;
  const eventId = await createSaleEvent(primary.url, apiKey, {
    plan,
    singleSeatGaps: true,
    ...(tiers && { tiers }),
  });
  const options = readOptions(
    // The key comes as from the environment: it is nobody's business on a command line.
    [`--url=${url}`, `--event=${eventId}`, `--buyers=${buyers}`].concat(passedOn),
    apiKey,
  );
  const times = {
    firstMs: (options.opensInSeconds + Number(own['kill-after'])) * 1_000,
    pauseMs: Number(own['kill-pause']) * 1_000,
  };
  const killing = killAll(cluster, victims, times);
  const guest = async (id: number): Promise<void> => {
    for (const line of await buyInBrowsers(url, id, browsers)) say(`\n${line}`);
  };
  const { result } = await rehearse(
    { ...options, databaseUrl: primary.url },
    process.stdout,
    undefined,
    browsers > 0 ? guest : undefined,
  );
  await Promise.race([killing, delay(1_000)]);
  await writeFile(out, renderReport(result));
  await writeFile(json, `${JSON.stringify(result)}\n`);
  clean = tell(result);
} finally {
  await cluster.close();
}
process.exit(clean ? 0 : 1);
