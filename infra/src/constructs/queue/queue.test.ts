/** A queue: nothing is lost, nothing is readable on the way, and nobody sends who may not. */
import { describe, expect, it } from 'vitest';
import { type Resource, synthesise } from '../../../test/support/synthesise.ts';
import { consumeStatements, produceStatements } from './queue-access.ts';
import { createQueue, type Queue } from './queue.ts';

const ruleArn = 'arn:aws:events:ap-northeast-2:111122223333:rule/ticket-events/ticket-created';
const outputs: { queue?: Queue } = {};
const { resources } = synthesise((stack) => {
  outputs.queue = createQueue(stack, 'payment', {
    name: 'ticketing-dev-payment',
    config: {
      visibilitySeconds: 120,
      retentionDays: 4,
      receivesMax: 5,
      deadLetterRetentionDays: 14,
    },
    keyArn: 'arn:key',
    sender: { service: 'events.amazonaws.com', sourceArns: [ruleArn] },
  });
});
const queueNamed = (name: string): Resource | undefined =>
  resources('aws_sqs_queue').find((queue) => queue.name === name);

describe('a queue', () => {
  it('hides, keeps and gives up messages as configured', () => {
    const queue = queueNamed('ticketing-dev-payment');
    expect(queue).toMatchObject({
      visibility_timeout_seconds: 120,
      message_retention_seconds: 345_600,
      receive_wait_time_seconds: 20,
      kms_master_key_id: 'arn:key',
    });
    expect(queue?.redrive_policy).toMatch(/dead-letters.*"maxReceiveCount" = 5/);
  });

  it('has dead letters that outlive the queue, and that serve it alone', () => {
    expect(queueNamed('ticketing-dev-payment-dlq')).toMatchObject({
      message_retention_seconds: 1_209_600,
      kms_master_key_id: 'arn:key',
    });
    const [allowed] = resources('aws_sqs_queue_redrive_allow_policy');
    expect(allowed?.redrive_allow_policy).toContain('"redrivePermission" = "byQueue"');
    expect(allowed?.redrive_allow_policy).toContain('aws_sqs_queue.payment_queue');
  });

  it('refuses plain HTTP, and takes messages from the named source only', () => {
    const policies = resources('aws_sqs_queue_policy').map(({ policy }) => String(policy));
    expect(policies).toHaveLength(2);
    for (const policy of policies) {
      expect(policy).toMatch(/"Deny".*"aws:SecureTransport" = \["false"\]/);
      expect(policy).toContain(`{"ArnEquals" = {"aws:SourceArn" = ["${ruleArn}"]}}`);
    }
  });

  it('lets consumers consume and producers produce, on this queue and key only', () => {
    const queues = outputs.queue === undefined ? [] : [outputs.queue];
    const [consume, decrypt] = consumeStatements(queues);
    expect(consume?.actions).not.toContain('sqs:SendMessage');
    expect(consume?.resources).toEqual([outputs.queue?.arn]);
    expect(decrypt).toMatchObject({ actions: ['kms:Decrypt'], resources: ['arn:key'] });
    const [produce] = produceStatements(queues);
    expect(produce?.actions).not.toContain('sqs:ReceiveMessage');
  });
});
