/** What the log says and, more important, what it never says. */
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { diskSpaceProbe, readDiskSpace } from './disk.ts';
import { createLog, type LogLevel } from './log.ts';

function keep(level: LogLevel = 'info') {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  return { lines, log: createLog({ level, destination }) };
}

it('writes one JSON object a line, with level, time and message', () => {
  const { lines, log } = keep();
  log.info({ eventId: 7 }, 'on sale');
  log.debug({}, 'not at this level');
  log.child({ loop: 'relay' }).warn({ traceId: 'ab' }, 'late');
  expect(lines).toMatchObject([
    { level: 'info', eventId: 7, msg: 'on sale', time: expect.stringMatching(/^\d{4}-.*Z$/) },
    { level: 'warn', loop: 'relay', traceId: 'ab', msg: 'late' },
  ]);
});

it('drops personal data and secrets', () => {
  const { lines, log } = keep();
  const personal = { buyer: 'kim', userId: 'kim', ip: '203.0.113.7', apiKey: 'kim', token: 'kim' };
  log.info({ ...personal, request: { ...personal, authorization: 'kim' }, eventId: 1 }, 'booked');
  expect(JSON.stringify(lines)).not.toMatch(/kim|203\.0\.113/);
  expect(lines[0]).toMatchObject({ eventId: 1 });
});

it('tells of an error its type, message, code, stack and cause, and no values of rows', () => {
  const { lines, log } = keep();
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (buyer)=(kim) already exists.',
  });
  log.error({ error: new TypeError('could not book', { cause }) }, 'failed');
  expect(JSON.stringify(lines)).not.toContain('kim');
  expect(lines[0]).toMatchObject({
    error: {
      type: 'TypeError',
      message: 'could not book',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'duplicate key', code: '23505' },
    },
  });
});

it('looks at the disk', async () => {
  const space = await readDiskSpace(tmpdir());
  expect(space.freeBytes).toBeGreaterThan(0);
  expect(space.totalBytes).toBeGreaterThanOrEqual(space.freeBytes);
  await expect(diskSpaceProbe(tmpdir(), 1)()).resolves.toBeUndefined();
  await expect(diskSpaceProbe(tmpdir(), Number.MAX_SAFE_INTEGER)()).rejects.toThrow('are free');
  await expect(diskSpaceProbe('/nowhere/at/all', 1)()).rejects.toThrow('ENOENT');
});
