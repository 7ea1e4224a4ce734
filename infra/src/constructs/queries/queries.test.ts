/** Saved queries ask for fields, sentences and routes that exist. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createHttpLog } from '../../../../server/src/http/http-log.ts';
import { createLog } from '../../../../server/src/ops/log.ts';
import { createQueries } from './queries.ts';
import { applicationQueries, databaseQueries, redisQueries, textOf } from './query-catalogue.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const sourcesIn = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('test'))
    .map((path) => readFileSync(join(root, folder, path), 'utf8'))
    .join('\n');
const server = sourcesIn('server/src');
const contract = sourcesIn('contract/src');

/** Lines as the server writes them, and the names of all their fields, `error.code` included. */
function fieldsOfLines(): ReadonlySet<string> {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  const log = createLog({ level: 'info', destination });
  const http = createHttpLog(log, 'all', 500);
  http.answered('createReservation', 'trace', 201, 12.3);
  http.failed('payOrder', 'trace', Object.assign(new Error('No.'), { code: '40P01' }));
  return new Set(lines.flatMap((line) => namesIn(JSON.parse(line) as Record<string, unknown>)));
}

const namesIn = (record: Readonly<Record<string, unknown>>, before = ''): string[] =>
  Object.entries(record).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? namesIn(value as Record<string, unknown>, `${before}${name}.`)
      : [`${before}${name}`],
  );

/** What only some lines carry is given to the log by name: `{ signal }`, `{ loop: name }`. */
const isLogged = (field: string): boolean =>
  new RegExp(`log\\.\\w+\\([^;]*\\b${field}\\b|\\b${field} \\}`).test(server);

describe('saved queries', () => {
  it.each(applicationQueries)('$name asks for fields that the server logs', ({ lines }) => {
    const asked = new Set<string>();
    lines((field) => {
      asked.add(field);
      return field;
    });
    const always = fieldsOfLines();
    const unknown = [...asked].filter((field) => !always.has(field) && !isLogged(field));
    expect(unknown).toEqual([]);
  });

  it.each(applicationQueries)('$name looks for sentences and routes that exist', (query) => {
    const text = textOf(query);
    const named = [...text.matchAll(/"(?<words>[^"]+)"/g)].map(({ groups }) => groups?.words ?? '');
    const known = new Set(['error', 'fatal', 'TRACE-ID']);
    const sources = `${server}${contract}`;
    expect(named.filter((words) => !known.has(words) && !sources.includes(`'${words}'`))).toEqual(
      [],
    );
  });

  it('reach into the wrapped lines of a cluster', () => {
    const [query] = applicationQueries;
    expect(textOf(query, 'log_processed.')).toContain('filter log_processed.msg = "request"');
  });

  it('are saved in folders, over the groups they are about', () => {
    const saved = synthesise((stack) => {
      createQueries(stack, 'queries', {
        name: (part) => `ticketing-dev-${part}`,
        applicationLogs: ['/aws/ec2/ticketing-dev'],
        databaseLogs: ['/aws/rds/cluster/ticketing-dev/postgresql'],
      });
    }).resources('aws_cloudwatch_query_definition');
    expect(saved).toHaveLength(applicationQueries.length + databaseQueries.length);
    expect(saved).toContainEqual(
      expect.objectContaining({
        name: 'ticketing-dev-application/slow-requests',
        log_group_names: ['/aws/ec2/ticketing-dev'],
      }),
    );
    expect(JSON.stringify(saved)).not.toContain(redisQueries[0].name);
  });
});
