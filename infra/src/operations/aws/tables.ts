/** Tables of DynamoDB. */
import {
  DescribeTableCommand,
  DynamoDBClient,
  paginateListTables,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { clientConfig, type ClientOptions, orMissing } from './options.ts';

export type Tables = {
  readonly status: (name: string) => Promise<string | undefined>;
  readonly list: (prefix: string) => Promise<readonly string[]>;
  /** Reads one item, to see that it can be read at all. */
  readonly readOne: (name: string) => Promise<void>;
  /** A new table as the old one was at that moment; without one, as it is. */
  readonly restore: (from: string, to: string, atMs: number | undefined) => Promise<void>;
  readonly unprotect: (name: string) => Promise<void>;
};

export function createTables(options: ClientOptions): Tables {
  const client = new DynamoDBClient(clientConfig(options));
  return {
    async status(name) {
      const found = await orMissing(client.send(new DescribeTableCommand({ TableName: name })));
      return found?.Table?.TableStatus;
    },
    async list(prefix) {
      const names: string[] = [];
      for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
        names.push(...TableNames);
      }
      return names.filter((name) => name.startsWith(prefix));
    },
    async readOne(name) {
      await client.send(new ScanCommand({ TableName: name, Limit: 1 }));
    },
    async restore(from, to, atMs) {
      await client.send(
        new RestoreTableToPointInTimeCommand({
          SourceTableName: from,
          TargetTableName: to,
          ...(atMs === undefined
            ? { UseLatestRestorableTime: true }
            : { RestoreDateTime: new Date(atMs) }),
        }),
      );
    },
    async unprotect(name) {
      await client.send(
        new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: false }),
      );
    },
  };
}
