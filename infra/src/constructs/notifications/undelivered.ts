/**
 * Keeps events that no topic took. Every rule of the account that tells a topic may use it, so that
 * whoever has something to tell needs no queue of their own. A message in it is an alarm.
 */
import type { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { createDeadLetters, type DeadLetters } from '../queue/queue.ts';

export type UndeliveredProps = {
  readonly name: Name;
  readonly accountId: string;
  /** Has to serve EventBridge: the key of the topics does. */
  readonly keyArn: string;
};

const retentionDays = 14;

export const createUndelivered = (
  scope: Construct,
  id: string,
  { name, accountId, keyArn }: UndeliveredProps,
): DeadLetters =>
  createDeadLetters(scope, id, {
    name: name('alerts-undelivered'),
    keyArn,
    retentionDays,
    sender: {
      service: 'events.amazonaws.com',
      sourceArns: [`arn:aws:events:*:${accountId}:rule/*`],
    },
  });
