/** Creates the tables: paid by use, encrypted, restorable to any second of the last days. */
import { DynamodbTable } from '@cdktn/provider-aws/lib/dynamodb-table/index.js';
import { Construct } from 'constructs';
import type { TablesConfig } from '../../config/storage-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import {
  type TableDefinition,
  tableDefinitions,
  type TableName,
  tableNames,
} from './table-definitions.ts';

export type TablesProps = {
  readonly config: TablesConfig;
  readonly name: Name;
  readonly keyArn: string;
};

export type Tables = {
  readonly keyArn: string;
  readonly byName: Readonly<Record<TableName, Table>>;
};

export type Table = {
  readonly name: string;
  readonly arn: string;
  /** Only of tables that stream their changes. */
  readonly streamArn?: string;
};

/** `undefined` while the tables are switched off. */
export function createTables(scope: Construct, id: string, props: TablesProps): Tables | undefined {
  const { config, name, keyArn } = props;
  if (!config.enabled) return undefined;
  const within = new Construct(scope, id);
  const entries = tableNames.map((table) => [
    table,
    createTable(within, table, name(table), tableDefinitions[table], props),
  ]);
  return { keyArn, byName: Object.fromEntries(entries) as Tables['byName'] };
}

function createTable(
  scope: Construct,
  id: string,
  name: string,
  { keys, index, expiresAt, stream }: TableDefinition,
  { config, keyArn }: TablesProps,
): Table {
  const attributes = [
    'PK',
    ...(keys.sort === undefined ? [] : ['SK']),
    ...(index === undefined ? [] : ['GSI1PK', 'GSI1SK']),
  ];
  const table = new DynamodbTable(scope, id, {
    name,
    billingMode: 'PAY_PER_REQUEST',
    hashKey: 'PK',
    ...(keys.sort === undefined ? {} : { rangeKey: 'SK' }),
    attribute: attributes.map((attribute) => ({ name: attribute, type: 'S' })),
    ...(index === undefined
      ? {}
      : {
          globalSecondaryIndex: [
            { name: 'GSI1', hashKey: 'GSI1PK', rangeKey: 'GSI1SK', projectionType: 'ALL' },
          ],
        }),
    ...(expiresAt === undefined ? {} : { ttl: { attributeName: expiresAt, enabled: true } }),
    ...(stream === undefined ? {} : { streamEnabled: true, streamViewType: 'NEW_IMAGE' }),
    pointInTimeRecovery: {
      enabled: true,
      recoveryPeriodInDays: config.pointInTimeRecoveryDays,
    },
    serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    deletionProtectionEnabled: config.deletionProtection,
    tags: { Name: name },
  });
  return {
    name: table.name,
    arn: table.arn,
    ...(stream === undefined ? {} : { streamArn: table.streamArn }),
  };
}
