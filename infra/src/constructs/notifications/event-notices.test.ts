/** Events are told in words that EventBridge can fill in, and kept when nobody takes them. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import {
  accountNotices,
  databaseNotices,
  nodeNotices,
  scalingNotices,
  serviceNotices,
} from './event-notice-catalogue.ts';
import { createEventNotices } from './event-notices.ts';
import { createUndelivered } from './undelivered.ts';

const prefix = 'ticketing-dev-';
const notices = [
  ...databaseNotices(prefix),
  ...scalingNotices(prefix),
  ...serviceNotices(prefix),
  ...nodeNotices,
  ...accountNotices,
];
const name = (part: string): string => `${prefix}${part}`;
const { resources, onlyOne } = synthesise((stack) => {
  const undelivered = createUndelivered(stack, 'undelivered', {
    name,
    accountId: '111122223333',
    keyArn: 'arn:key',
  });
  createEventNotices(stack, 'notices', {
    name,
    notices,
    undeliveredArn: undelivered.arn,
    topics: { critical: 'arn:critical', warning: 'arn:warning', info: 'arn:info' },
    runbooks: 'docs/infrastructure/runbooks.md',
  });
});
const targets = resources('aws_cloudwatch_event_target');

describe('notices of events', () => {
  it('have a rule and a target each, and a queue for what could not be told', () => {
    expect(resources('aws_cloudwatch_event_rule')).toHaveLength(notices.length);
    expect(targets).toHaveLength(notices.length);
    for (const { dead_letter_config } of targets) {
      expect(JSON.stringify(dead_letter_config)).toContain('aws_sqs_queue.undelivered');
    }
    expect(onlyOne('aws_sqs_queue')).toMatchObject({
      name: 'ticketing-dev-alerts-undelivered',
      kms_master_key_id: 'arn:key',
      message_retention_seconds: 1_209_600,
    });
    expect(onlyOne('aws_sqs_queue_policy').policy).toContain(
      'arn:aws:events:*:111122223333:rule/*',
    );
  });

  it('are JSON once their placeholders are filled in', () => {
    for (const { input_transformer } of targets) {
      const { input_paths, input_template } = input_transformer as {
        readonly input_paths: Record<string, string>;
        readonly input_template: string;
      };
      const asked = [...input_template.matchAll(/<(?<path>\w+)>/g)].map(
        (match) => match.groups?.path,
      );
      expect(new Set(asked)).toEqual(new Set(Object.keys(input_paths)));
      const words: unknown = JSON.parse(input_template.replaceAll(/<\w+>/g, '"filled in"'));
      expect(words).toMatchObject({ runbook: expect.stringContaining('runbooks.md#') });
    }
  });

  it('tell of failovers and failures, and of their own deployment only', () => {
    const rules = resources('aws_cloudwatch_event_rule');
    const trouble = rules.find((rule) => rule.name === 'ticketing-dev-database-trouble');
    expect(trouble?.event_pattern).toContain('"failover"');
    const general = new Set([...nodeNotices, ...accountNotices].map((one) => prefix + one.name));
    for (const rule of rules) {
      if (general.has(String(rule.name))) continue;
      expect(rule.event_pattern).toContain(prefix);
    }
  });
});
