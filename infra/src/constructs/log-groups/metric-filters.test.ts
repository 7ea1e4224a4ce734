/** What is counted are lines that the server really writes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { lineCounts, linePattern } from './line-counts.ts';
import { deploymentLogs, roleLogs } from './log-group-names.ts';
import { createMetricFilters } from './metric-filters.ts';

const name = (part: string): string => `ticketing-dev-${part}`;
const server = join(import.meta.dirname, '..', '..', '..', '..', 'server', 'src');
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('test'))
  .map((path) => readFileSync(join(server, path), 'utf8'))
  .join('\n');

describe('counted lines', () => {
  it('are sentences of the server', () => {
    const messages = Object.values(lineCounts).flatMap((filter) =>
      'message' in filter ? [filter.message] : [],
    );
    expect(messages.filter((message) => !sources.includes(`'${message}'`))).toEqual([]);
  });

  it('are found by fields of a JSON line, also where the line is wrapped', () => {
    expect(linePattern(lineCounts.ErrorLines, '')).toBe(
      '{ ($.level = "error") || ($.level = "fatal") }',
    );
    expect(linePattern(lineCounts.SlowRequests, 'log_processed.')).toBe(
      '{ ($.log_processed.msg = "request") && ($.log_processed.durationMs > 500) }',
    );
  });

  it('of all groups add up to one metric, with zeros in between', () => {
    const filters = synthesise((stack) => {
      createMetricFilters(stack, 'filters', {
        name,
        applicationLogs: { api: '/ecs/ticketing-dev-api', worker: '/ecs/ticketing-dev-worker' },
        databaseLogs: { database: '/aws/rds/instance/ticketing-dev-db/postgresql' },
      });
    }).resources('aws_cloudwatch_log_metric_filter');
    const errors = filters.filter((filter) => String(filter.name).endsWith('ErrorLines'));
    expect(errors).toHaveLength(2);
    for (const { metric_transformation } of errors) {
      expect(metric_transformation).toEqual({
        name: 'ErrorLines',
        namespace: 'ticketing-dev-logs',
        value: '1',
        default_value: '0',
      });
    }
    const deadlocks = filters.find((filter) => String(filter.name).endsWith('Deadlocks'));
    expect(deadlocks).toMatchObject({ pattern: '"deadlock detected"' });
  });
});

describe('log groups', () => {
  it('are named as the documents name them', () => {
    expect(deploymentLogs('/aws/ec2', name)).toBe('/aws/ec2/ticketing-dev');
    expect(roleLogs('/ecs', name, 'api')).toBe('/ecs/ticketing-dev-api');
  });
});
