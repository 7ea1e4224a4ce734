/** Saves the questions of the catalogue, so that nobody has to write them at night. */
import { CloudwatchQueryDefinition } from '@cdktn/provider-aws/lib/cloudwatch-query-definition/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { FieldPrefix } from '../log-groups/line-counts.ts';
import {
  applicationQueries,
  databaseQueries,
  type Query,
  redisQueries,
  textOf,
} from './query-catalogue.ts';

export type QueriesProps = {
  readonly name: Name;
  readonly applicationLogs: readonly string[];
  readonly fieldPrefix?: FieldPrefix;
  readonly databaseLogs?: readonly string[];
  readonly redisLogs?: readonly string[];
};

export function createQueries(scope: Construct, id: string, props: QueriesProps): void {
  const { name, applicationLogs, fieldPrefix = '', databaseLogs = [], redisLogs = [] } = props;
  const within = new Construct(scope, id);
  const save = (
    folder: string,
    queries: readonly Query[],
    logs: readonly string[],
    prefix: FieldPrefix = '',
  ): void => {
    if (logs.length === 0) return;
    for (const query of queries) {
      new CloudwatchQueryDefinition(within, `${folder}-${query.name}`, {
        // A slash makes a folder in the console.
        name: `${name(folder)}/${query.name}`,
        logGroupNames: [...logs],
        queryString: textOf(query, prefix),
      });
    }
  };
  save('application', applicationQueries, applicationLogs, fieldPrefix);
  save('database', databaseQueries, databaseLogs);
  save('redis', redisQueries, redisLogs);
}
