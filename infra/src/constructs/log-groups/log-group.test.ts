/** Logs are encrypted and not kept for ever. */
import { expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createLogGroup } from './log-group.ts';

it('forgets after the days it is told, and is encrypted', () => {
  const { onlyOne } = synthesise((stack) => {
    createLogGroup(stack, 'logs', {
      name: '/aws/ec2/ticketing-dev',
      retentionDays: 7,
      keyArn: 'arn:key',
    });
  });
  expect(onlyOne('aws_cloudwatch_log_group')).toMatchObject({
    name: '/aws/ec2/ticketing-dev',
    retention_in_days: 7,
    kms_key_id: 'arn:key',
  });
});
