/**
 * Both directions over two emulated regions: where the product runs afterwards, and what it sold.
 */
import { describe, expect, it } from 'vitest';
import { primaryRegion, standbyRegion } from '../../config/names.ts';
import { fakeRegions } from '../support/fake-regions.ts';
import { failBackCommand } from './commands.ts';
import { failBackTable } from './model/due-step.ts';
import { createReceipt } from './replication.ts';
import { commonActions, type Direction, takeOver } from './take-over.ts';

const moved = [
  'promote ticketing-prod-standby-database',
  'ticketing-prod-standby-asg 2',
  'ticketing-prod-standby-worker-asg 2',
  'route standby',
];
const fenced = [
  'ticketing-prod-asg-blue 0',
  'ticketing-prod-asg-green 0',
  'ticketing-prod-worker-asg 0',
];

describe('a planned fail-over', () => {
  it('ends Seoul, waits for what it wrote, promotes, starts, and only then moves requests', async () => {
    const { log, failOver, operation } = fakeRegions({ unreceived: [900_000, 70_000, 100] });
    await failOver();
    expect(log).toEqual([...fenced, ...moved]);
    expect(operation.lines.join('\n')).toMatch(/900000 bytes are missing|70000 bytes are missing/);
  });

  it("starts Tokyo's payments before it ends anything in Seoul", async () => {
    const { log, failOver } = fakeRegions({ simulator: 'given-up' });
    await failOver();
    const restarted = 'update ticketing-prod-standby-payments to ticketing-prod-standby-payments:1';
    expect(log).toEqual([`${restarted}, forced`, ...fenced, ...moved]);
  });

  it('leaves Seoul alone when they do not start', async () => {
    const { log, failOver } = fakeRegions({ simulator: 'never-starts', image: '2' });
    await expect(failOver()).rejects.toThrow(/ECS gave up on ticketing-prod-standby-payments/);
    expect(log.filter((line) => !line.includes('payments'))).toEqual([]);
  });

  it('does nothing twice', async () => {
    const { log, failOver } = fakeRegions();
    await failOver();
    log.length = 0;
    await failOver();
    expect(log).toEqual([]);
  });

  it('promotes nothing that never receives everything', async () => {
    const { log, failOver } = fakeRegions({ unreceived: [70_000] });
    await expect(failOver()).rejects.toThrow(/70000 bytes/);
    expect(log).toEqual(fenced);
  });

  it('only tells in a dry run', async () => {
    const { log, failOver, operation } = fakeRegions();
    await failOver({}, { ...operation, dryRun: true });
    expect(log).toEqual([]);
    expect(operation.lines.at(-1)).toMatch(/fence, receive, promote/);
  });
});

describe('a fail-over without Seoul', () => {
  it('asks a person first', async () => {
    const { log, failOver } = fakeRegions({ seoulIsSilent: true });
    await expect(failOver()).rejects.toThrow(/nobody knows whether it still sells/);
    expect(log).toEqual([]);
  });

  it("has Tokyo's payments run the last release", async () => {
    const { log, failOver } = fakeRegions({ seoulIsSilent: true, image: '2' });
    await failOver({ fromIsLost: true });
    const service = 'ticketing-prod-standby-payments';
    expect(log).toEqual([
      `register ${service}:2 like ${service}:1`,
      `update ${service} to ${service}:2, forced`,
      ...moved,
    ]);
  });

  it('then goes without asking Seoul for anything', async () => {
    const { log, failOver } = fakeRegions({ seoulIsSilent: true });
    await failOver({ fromIsLost: true });
    expect(log).toEqual(moved);
  });
});

const unexpected = async (): Promise<never> => {
  throw new Error('It was prepared already.');
};

describe('a return', () => {
  it('is refused while Seoul serves: its database is not touched', async () => {
    const { log, operation } = fakeRegions();
    await expect(failBackCommand.run(operation, { switch: true })).rejects.toThrow(/no fail-over/);
    expect(log).toEqual([]);
  });

  it('is prepared without disturbing Tokyo, and happens when somebody says so', async () => {
    const { log, failOver, operation, groups, route } = fakeRegions({ image: '2' });
    await failOver();
    log.length = 0;
    await failBackCommand.run(operation, { switch: false });
    expect(log).toEqual([
      'rename ticketing-prod-database',
      expect.stringMatching(
        /^replica ticketing-prod-database of arn:.*standby.* like .*before-failover/,
      ),
    ]);
    log.length = 0;
    const direction: Direction = {
      from: standbyRegion,
      to: primaryRegion,
      fromIsLost: false,
      switchNow: true,
      route: 'automatic',
      receipt: createReceipt(operation, standbyRegion),
    };
    await takeOver(operation, direction, failBackTable, {
      ...commonActions(operation, direction),
      refuse: unexpected,
      'set-aside': unexpected,
      replicate: unexpected,
      'await-replica': unexpected,
      prepared: unexpected,
    });
    expect(log).toEqual([
      'register ticketing-prod-payments:2 like ticketing-prod-payments:1',
      'update ticketing-prod-payments to ticketing-prod-payments:2, forced',
      'ticketing-prod-standby-asg 0',
      'ticketing-prod-standby-worker-asg 0',
      'promote ticketing-prod-database',
      'ticketing-prod-asg-blue 2',
      'ticketing-prod-worker-asg 2',
      'route automatic',
    ]);
    expect([route(), groups.get('ticketing-prod-asg-green')?.desired]).toEqual(['automatic', 0]);
  });
});
