/** Rules that pass events of AWS on to the topics, in words. */
import { CloudwatchEventRule } from '@cdktn/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktn/provider-aws/lib/cloudwatch-event-target/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import type { AlertTier } from '../../config/monitoring-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { EventNotice } from './event-notice.ts';

export type EventNoticesProps = {
  readonly name: Name;
  readonly notices: readonly EventNotice[];
  readonly topics: Readonly<Record<AlertTier, string>>;
  /** `createUndelivered`: keeps what a topic would not take. */
  readonly undeliveredArn: string;
  /** Where runbooks are read, as for alarms. */
  readonly runbooks: string;
};

/** An hour instead of a day: what is older has been noticed otherwise. */
const eventAgeSeconds = 3_600;

export function createEventNotices(scope: Construct, id: string, props: EventNoticesProps): void {
  const { name, notices, topics, undeliveredArn, runbooks } = props;
  const within = new Construct(scope, id);
  for (const notice of notices) {
    const rule = new CloudwatchEventRule(within, notice.name, {
      name: name(notice.name),
      description: notice.summary,
      eventPattern: Fn.jsonencode(notice.pattern),
      tags: { Name: name(notice.name), Tier: notice.tier },
    });
    new CloudwatchEventTarget(within, `${notice.name}-target`, {
      rule: rule.name,
      targetId: notice.tier,
      arn: topics[notice.tier],
      retryPolicy: { maximumEventAgeInSeconds: eventAgeSeconds, maximumRetryAttempts: 20 },
      deadLetterConfig: { arn: undeliveredArn },
      inputTransformer: {
        inputPaths: {
          type: '$.detail-type',
          time: '$.time',
          region: '$.region',
          detail: '$.detail',
        },
        inputTemplate: wordsOf(notice, runbooks),
      },
    });
  }
}

/** JSON, so that no quotation mark in an event can break it; `<...>` stand for the paths above. */
const wordsOf = ({ summary, runbook }: EventNotice, runbooks: string): string =>
  [
    '{',
    `  "what": "${summary}",`,
    `  "runbook": "${runbooks}#${runbook}",`,
    '  "type": <type>,',
    '  "time": <time>,',
    '  "region": <region>,',
    '  "detail": <detail>',
    '}',
  ].join('\n');
