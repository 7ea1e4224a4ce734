/** `operate fail-over` and `operate fail-back`. */
import { primaryRegion, standbyRegion } from '../../config/names.ts';
import { hostNames } from '../../constructs/dns/records.ts';
import { command } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { elapsed } from '../core/time.ts';
import { patience, until } from '../core/until.ts';
import { masterSecretName, stampOf } from '../parts.ts';
import { apiKeyVariable, smokeTestAt } from '../smoke-test/command.ts';
import { httpAt, pick } from '../smoke-test/http.ts';
import { failBackTable, failOverTable } from './model/due-step.ts';
import { databaseFact, databaseIn, setAside } from './regions.ts';
import { createReceipt, replicaLagSeconds } from './replication.ts';
import { commonActions, type Direction, takeOver } from './take-over.ts';

export const failOverCommand = command(
  {
    name: 'fail-over',
    summary: 'Moves the product to Tokyo: planned, or because Seoul is lost.',
    details: [
      "Starts Tokyo's payment simulator with the image of the last release, ends the processes",
      'in Seoul, waits until Tokyo has received everything, promotes its database, starts the',
      'processes there, sends requests there, and tries them. With',
      '--primary-lost it neither asks nor waits for Seoul: what was committed in the last',
      'seconds may be missing. A promotion cannot be taken back; fail-back is a project of a',
      'day. It asks for a name. Run it again after any failure: it reads how far it is.',
      '--since tells when the outage began, so that the measured recovery time counts from',
      '  there.',
    ].join('\n'),
    flags: {
      'primary-lost': { type: 'boolean', help: 'Seoul is gone; go on without it.' },
      since: { type: 'string', value: '<2026-11-20T10:00:00Z>', help: 'When the outage began.' },
    },
    topologies: ['disaster-recovery'],
  },
  async (operation, flags) => {
    const direction: Direction = {
      from: primaryRegion,
      to: standbyRegion,
      fromIsLost: flags['primary-lost'],
      switchNow: true,
      route: 'standby',
      receipt: createReceipt(operation, primaryRegion),
    };
    const sinceMs = flags.since === undefined ? operation.clock.nowMs() : Date.parse(flags.since);
    if (!Number.isFinite(sinceMs)) {
      throw new OperatorError(`--since ${flags.since} is no time.`, 'E.g. 2026-11-20T10:00:00Z.');
    }
    const lag = await replicaLagSeconds(operation, standbyRegion);
    await operation.confirm(
      operation.nameIn(standbyRegion)('database'),
      `It becomes the primary; it was last measured ${lag ?? 'unknown'} s behind.`,
    );
    await takeOver(operation, direction, failOverTable, commonActions(operation, direction));
    if (operation.dryRun) return;
    await verify(operation, sinceMs);
    const loss = flags['primary-lost'] ? `about ${lag ?? 'an unknown number of'} s` : 'nothing';
    operation.say(`Lost: ${loss} of what was committed (RPO).`);
    operation.say(`To do: ${await leftToDo(operation)}`);
  },
);

export const failBackCommand = command(
  {
    name: 'fail-back',
    summary: 'Prepares the return to Seoul, and with --switch returns.',
    details: [
      "Without --switch: sets Seoul's old database aside under another name and makes a new",
      'one that follows Tokyo. That takes hours and disturbs nobody. With --switch, at a quiet',
      "time: brings Seoul's payment simulator to the image of Tokyo, ends the processes in",
      'Tokyo, waits until Seoul has received everything, promotes, starts, and lets health',
      'decide about requests again. Minutes without sales.',
      'Afterwards the stack standby-data has to make a new replica in Tokyo:',
      'disaster-recovery.md.',
    ].join('\n'),
    flags: { switch: { type: 'boolean', help: 'Returns, now.' } },
    topologies: ['disaster-recovery'],
  },
  async (operation, flags) => {
    const direction: Direction = {
      from: standbyRegion,
      to: primaryRegion,
      fromIsLost: false,
      switchNow: flags.switch,
      route: 'automatic',
      receipt: createReceipt(operation, standbyRegion),
    };
    await operation.confirm(
      operation.nameIn(primaryRegion)('database'),
      flags.switch
        ? 'It becomes the primary again.'
        : 'The old one will be set aside and made anew.',
    );
    await takeOver(operation, direction, failBackTable, {
      ...commonActions(operation, direction),
      ...prepareActions(operation),
    });
    if (!operation.dryRun && flags.switch) await verify(operation, operation.clock.nowMs());
  },
);

function prepareActions(operation: Operation) {
  const id = databaseIn(operation, primaryRegion);
  const { instance } = operation.aws(primaryRegion).databases;
  const untilIs = (fact: 'missing' | 'follows', what: string): Promise<true> =>
    until(operation, what, patience(240, `Read the events of ${id} in Seoul.`), async () => {
      const now = await databaseFact(operation, primaryRegion);
      return now === fact ? { done: true as const } : { missing: now };
    });
  return {
    async refuse(): Promise<never> {
      throw new OperatorError(
        "Tokyo's database is no primary: there was no fail-over to come back from.",
        'Nothing is to be done. `operate check-health` tells how Seoul is.',
      );
    },
    async 'set-aside'() {
      const stamp = stampOf(operation.clock.nowMs());
      await instance.rename(id, `${id}-${setAside}-${stamp}`);
      await untilIs('missing', `${id} is renamed`);
    },
    async replicate() {
      const tokyo = databaseIn(operation, standbyRegion);
      const source = await operation.aws(standbyRegion).databases.instance.find(tokyo);
      if (source === undefined) throw new OperatorError(`There is no ${tokyo}.`, 'Look in Tokyo.');
      const like = (await instance.list(`${id}-${setAside}`)).toSorted().at(-1);
      if (like === undefined) {
        throw new OperatorError(
          `There is no ${id} to take the network and the parameters of.`,
          'Apply the data stack in Seoul, and set its database aside by running this again.',
        );
      }
      await instance.createReplica({ id, sourceArn: source.arn, like });
      await untilIs('follows', `${id} follows Tokyo`);
    },
    async 'await-replica'() {
      await untilIs('follows', `${id} follows Tokyo`);
    },
    async prepared() {
      operation.say('Seoul follows. Return at a quiet time: fail-back --switch.');
      return 'end' as const;
    },
  };
}

/** Through the public name, as buyers do, until it answers with a database behind it. */
async function verify(operation: Operation, sinceMs: number): Promise<void> {
  const baseUrl = `https://${hostNames(operation.settings.domain).api}`;
  await until(
    operation,
    `${baseUrl} answers`,
    patience(15, 'Look at CloudFront and at the record origin.<domain>.'),
    async () => {
      const answer = await httpAt(baseUrl)('GET', '/api/health').catch(() => undefined);
      const database = pick(answer?.body, 'database');
      return answer?.status === 200 && database === 'connected'
        ? { done: true }
        : { missing: `${answer?.status ?? 'no answer'}, database ${String(database)}` };
    },
  );
  operation.say(
    `Reached again ${elapsed(operation.clock.nowMs() - sinceMs)} after it began (RTO).`,
  );
  const key = operation.variable(apiKeyVariable);
  const problem = await smokeTestAt(operation, baseUrl, {}, key);
  if (problem !== undefined)
    throw new OperatorError(`It does not sell: ${problem}`, 'Read its log.');
}

async function leftToDo(operation: Operation): Promise<string> {
  const secret = await operation.aws(standbyRegion).secrets.find(masterSecretName(operation));
  return [
    "failover.route: 'standby' in src/config/disaster-recovery/edge.ts, before the next apply",
    ...(secret?.copyOf === undefined
      ? []
      : [`make ${masterSecretName(operation)} in Tokyo a secret of its own`]),
    'a second zone for the database in Tokyo (multi_az)',
    'the checklist of docs/infrastructure/disaster-recovery.md',
  ].join('; ');
}
