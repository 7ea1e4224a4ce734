/**
 * An event bus: encrypted, open to its own account and source only, with an archive from which
 * events can be replayed, and dead letters for what it cannot encrypt.
 */
import { CloudwatchEventArchive } from '@cdktn/provider-aws/lib/cloudwatch-event-archive/index.js';
import { CloudwatchEventBusPolicy } from '@cdktn/provider-aws/lib/cloudwatch-event-bus-policy/index.js';
import { CloudwatchEventBus } from '@cdktn/provider-aws/lib/cloudwatch-event-bus/index.js';
import { Construct } from 'constructs';
import { policyOf, type PolicyStatement } from '../iam/policy.ts';
import { createDeadLetters } from '../queue/queue.ts';

export type BusProps = {
  readonly name: string;
  /** The only `source` that is admitted. */
  readonly source: string;
  readonly accountId: string;
  readonly region: string;
  readonly keyArn: string;
  readonly archiveDays: number;
};

export type Bus = {
  readonly name: string;
  readonly arn: string;
  readonly source: string;
  readonly archiveArn: string;
  readonly deadLetterName: string;
};

/** As long as AWS keeps a message. */
const deadLetterDays = 14;

export function createBus(scope: Construct, id: string, props: BusProps): Bus {
  const { name, source, accountId, region, keyArn, archiveDays } = props;
  const within = new Construct(scope, id);
  const deadLetters = createDeadLetters(within, 'dead-letters', {
    name: `${name}-dlq`,
    keyArn,
    retentionDays: deadLetterDays,
    sender: {
      service: 'events.amazonaws.com',
      // Spelt out: the bus itself has to know its dead letters first.
      sourceArns: [`arn:aws:events:${region}:${accountId}:event-bus/${name}`],
    },
  });
  const bus = new CloudwatchEventBus(within, 'bus', {
    name,
    kmsKeyIdentifier: keyArn,
    deadLetterConfig: { arn: deadLetters.arn },
    tags: { Name: name },
  });
  new CloudwatchEventBusPolicy(within, 'policy', {
    eventBusName: bus.name,
    policy: policyOf([
      {
        sid: 'OwnAccountAndSource',
        actions: ['events:PutEvents'],
        resources: [bus.arn],
        principals: { AWS: [`arn:aws:iam::${accountId}:root`] },
        conditions: { StringEquals: { 'events:source': [source] } },
      },
    ]),
  });
  const archive = new CloudwatchEventArchive(within, 'archive', {
    name,
    description: `Everything that was published on ${name}`,
    eventSourceArn: bus.arn,
    kmsKeyIdentifier: keyArn,
    retentionDays: archiveDays,
  });
  return {
    name: bus.name,
    arn: bus.arn,
    source,
    archiveArn: archive.arn,
    deadLetterName: deadLetters.name,
  };
}

/** What a role needs to publish: on each bus under that bus's source. */
export const publishStatements = (buses: readonly Bus[]): PolicyStatement[] =>
  buses.map(({ arn, source }) => ({
    sid: `Publish${source.replaceAll(/\W/g, '')}`,
    actions: ['events:PutEvents'],
    resources: [arn],
    conditions: { StringEquals: { 'events:source': [source] } },
  }));
