/** What people are told when something happens to a database. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createEventNotice } from './event-notice.ts';

describe('a notice', () => {
  it('tells what happened in one sentence, which is a JSON string with its parts', () => {
    const { onlyOne } = synthesise((stack) => {
      createEventNotice(stack, 'notice', {
        name: 'ticketing-dev-notice',
        description: 'For the test',
        pattern: { source: ['aws.rds'] },
        parts: { time: '$.time' },
        sentence: 'Something happened at <time>.',
        target: { topicArn: 'arn:topic', deadLetterArn: 'arn:dead-letters' },
      });
    });
    const target = onlyOne('aws_cloudwatch_event_target');
    expect(target.input_transformer).toEqual({
      input_paths: { time: '$.time' },
      input_template: '"Something happened at <time>."',
    });
    expect(target).toHaveProperty('dead_letter_config');
  });
});
