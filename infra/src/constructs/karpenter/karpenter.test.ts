/** Karpenter may do what it is for with its own instances, and nothing with those of others. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { karpenterStatements } from './controller-policy.ts';
import { createKarpenter } from './karpenter.ts';

const where = { region: 'ap-northeast-2', accountId: '111122223333' };
const { resources, onlyOne } = synthesise((stack) => {
  createKarpenter(stack, 'karpenter', {
    ...where,
    name: (part) => `ticketing-prod-${part}`,
    cluster: { name: 'ticketing-prod-eks', reference: 'ticketing-prod-eks' },
  });
});

const statements = karpenterStatements({
  ...where,
  clusterName: 'ticketing-prod-eks',
  nodeRoleArn: 'arn:node',
  queueArn: 'arn:queue',
});

describe('Karpenter', () => {
  it('hears of interruptions, rebalancing, stops and maintenance', () => {
    const types = resources('aws_cloudwatch_event_rule').map(({ event_pattern }) =>
      String(event_pattern),
    );
    for (const type of [
      'EC2 Spot Instance Interruption Warning',
      'EC2 Instance Rebalance Recommendation',
      'EC2 Instance State-change Notification',
      'AWS Health Event',
    ]) {
      expect(types.filter((pattern) => pattern.includes(type))).toHaveLength(1);
    }
    expect(resources('aws_cloudwatch_event_target')).toHaveLength(4);
  });

  it('gets messages that are five minutes old at most; what it cannot read is kept', () => {
    const [deadLetters, queue] = resources('aws_sqs_queue');
    expect(queue).toMatchObject({
      name: 'ticketing-prod-karpenter-interruption',
      message_retention_seconds: 300,
      sqs_managed_sse_enabled: true,
    });
    expect(queue?.redrive_policy).toContain('dead-letters');
    expect(deadLetters?.message_retention_seconds).toBe(1_209_600);
  });

  it('takes events of its own rules only, and only over TLS', () => {
    for (const { policy } of resources('aws_sqs_queue_policy')) {
      expect(policy).toContain('"aws:SourceArn" = [aws_cloudwatch_event_rule.');
      expect(policy).toContain('"aws:SecureTransport" = ["false"]');
    }
  });

  it('has nodes that the cluster lets in', () => {
    expect(onlyOne('aws_eks_access_entry')).toMatchObject({ type: 'EC2_LINUX' });
  });

  it('ends and changes only what carries the tag of its cluster', () => {
    const changing =
      /^(?:ec2:(?:Terminate|Delete|CreateTags)|iam:(?:Add|Delete|Remove|Tag|Create))/;
    const some = statements.filter(({ actions }) =>
      actions.some((action) => changing.test(action)),
    );
    expect(some.length).toBeGreaterThanOrEqual(6);
    for (const { sid, conditions } of some) {
      expect(`${sid} ${JSON.stringify(conditions)}`).toContain(
        'kubernetes.io/cluster/ticketing-prod-eks":["owned"]',
      );
    }
  });

  it('asks for everything only where AWS knows no resources, and then reads', () => {
    const open = statements.filter(({ resources: some }) => some.includes('*'));
    for (const { actions } of open) {
      for (const action of actions) expect(action).toMatch(/^\w+:(?:Describe|List|GetProducts)/);
    }
  });

  it('passes one role, to EC2', () => {
    const [pass, ...others] = statements.filter(({ actions }) => actions.includes('iam:PassRole'));
    expect(others).toEqual([]);
    expect(pass?.resources).toEqual(['arn:node']);
  });
});
