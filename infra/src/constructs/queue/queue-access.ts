/** What roles need to use queues; each statement names the queues it is about. */
import type { PolicyStatement } from '../iam/policy.ts';
import type { Queue } from './queue.ts';

export const consumeStatements = (queues: readonly Queue[]): PolicyStatement[] => [
  {
    sid: 'ConsumeQueues',
    actions: [
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
    ],
    resources: queues.map(({ arn }) => arn),
  },
  { sid: 'DecryptMessages', actions: ['kms:Decrypt'], resources: keysOf(queues) },
];

export const produceStatements = (queues: readonly Queue[]): PolicyStatement[] => [
  {
    sid: 'ProduceMessages',
    actions: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
    resources: queues.map(({ arn }) => arn),
  },
  {
    sid: 'EncryptMessages',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    resources: keysOf(queues),
  },
];

/** For operators: moves dead letters back to their queue once the cause is repaired. */
export const redriveStatements = (queues: readonly Queue[]): PolicyStatement[] => [
  {
    sid: 'TakeDeadLetters',
    actions: [
      'sqs:StartMessageMoveTask',
      'sqs:CancelMessageMoveTask',
      'sqs:ListMessageMoveTasks',
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
    ],
    resources: queues.map(({ deadLetterArn }) => deadLetterArn),
  },
  ...produceStatements(queues),
];

const keysOf = (queues: readonly Queue[]): string[] => [
  ...new Set(queues.map(({ keyArn }) => keyArn)),
];
