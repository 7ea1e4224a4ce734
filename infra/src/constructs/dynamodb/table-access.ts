/** What three kinds of roles may do with the tables; nobody may scan or delete without need. */
import type { PolicyStatement } from '../iam/policy.ts';
import type { Tables } from './tables.ts';

export type TableAccess = {
  /** Whatever publishes, expires and repairs: everything with items, and the streams. */
  readonly application: readonly PolicyStatement[];
  /** Whatever answers requests: reads, writes, conditions; deletes nothing. */
  readonly api: readonly PolicyStatement[];
  /** People and health checks, which scan one item. */
  readonly readOnly: readonly PolicyStatement[];
};

const reads = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:DescribeTable',
] as const;
const writes = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'] as const;
const streamReads = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
] as const;

export function tableAccess(tables: Tables): TableAccess {
  const all = Object.values(tables.byName);
  const items = all.flatMap(({ arn }) => [arn, `${arn}/index/*`]);
  const streams = all.flatMap(({ streamArn }) => (streamArn === undefined ? [] : [streamArn]));
  const onItems = (sid: string, actions: readonly string[]): PolicyStatement[] => [
    { sid, actions, resources: items },
    // DynamoDB decrypts with the key of the tables on behalf of the caller.
    { sid: `${sid}Key`, actions: ['kms:Decrypt', 'kms:DescribeKey'], resources: [tables.keyArn] },
  ];
  return {
    application: [
      ...onItems('TablesApplication', [
        ...reads,
        ...writes,
        'dynamodb:BatchWriteItem',
        'dynamodb:DeleteItem',
      ]),
      { sid: 'TableStreams', actions: streamReads, resources: streams },
    ],
    api: onItems('TablesApi', [...reads, ...writes]),
    readOnly: onItems('TablesReadOnly', [...reads, 'dynamodb:Scan']),
  };
}
