/** What the generator puts on the wire. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RequestPlan } from './plan.ts';
import { createRequests } from './requests.ts';

const booking: RequestPlan = {
  method: 'POST',
  paths: ['/api/reservations'],
  headers: { Authorization: 'Bearer key', 'Idempotency-Key': '%id%' },
  body: '{"userId":"user-%n%","quantity":2}',
  tickets: 2,
};

const seats = (conflictShare: number): RequestPlan => ({
  method: 'POST',
  paths: ['/first', '/second'],
  headers: {},
  body: '[%seats%]',
  tickets: 0,
  seats: { perEvent: 6, ticketsMax: 2, conflictShare },
});

const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4);

test('a request has one head, the length of its body, and its own id and number', () => {
  const next = createRequests(booking, 8080);
  const first = next();
  const second = next();
  expect(first?.tickets).toBe(2);
  expect(first?.text).toMatch(
    /^POST \/api\/reservations HTTP\/1\.1\r\nHost: 127\.0\.0\.1:8080\r\nAuthorization: Bearer/,
  );
  expect(bodyOf(first?.text ?? '')).toBe('{"userId":"user-00000001","quantity":2}');
  expect(bodyOf(second?.text ?? '')).toBe('{"userId":"user-00000002","quantity":2}');
  const length = /Content-Length: (\d+)/.exec(first?.text ?? '')?.[1];
  expect(Number(length)).toBe(bodyOf(first?.text ?? '').length);
  const ids = [first, second].map((r) => /Idempotency-Key: (\S+)/.exec(r?.text ?? '')?.[1]);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids[1]).not.toBe(ids[0]);
});

test('a GET has no body and no length', () => {
  const next = createRequests({ method: 'GET', paths: ['/x'], headers: {}, tickets: 0 }, 1);
  expect(next()?.text).toBe('GET /x HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n');
});

test('every seat of every event is asked for once, then there is nothing left', () => {
  const next = createRequests(seats(0), 1);
  const asked: string[] = [];
  let tickets = 0;
  for (let request = next(); request !== undefined; request = next()) {
    asked.push(`${/^POST (\S+)/.exec(request.text)?.[1]} ${bodyOf(request.text)}`);
    tickets += request.tickets;
  }
  expect(asked.slice(0, 4)).toEqual(['/first [0]', '/first [1,2]', '/first [3]', '/first [4,5]']);
  expect(asked.filter((line) => line.startsWith('/second'))).not.toHaveLength(0);
  expect(tickets).toBe(asked.join().match(/\d+/g)?.length);
  expect(next()).toBeUndefined();
});

test('conflicting requests ask for seats that were asked for before', () => {
  const next = createRequests(seats(1), 1, () => 0);
  const bodies = Array.from({ length: 5 }, () => bodyOf(next()?.text ?? ''));
  expect(bodies).toEqual(['[0]', '[1,2]', '[0]', '[0,1]', '[0]']);
});

test('templates must be ASCII, because lengths are counted in characters', () => {
  expect(() => createRequests({ ...booking, body: '{"name":"좌석"}' }, 1)).toThrow(RangeError);
});

test('lines of a file are taken one by one: once, or over and over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'onsale-lines-'));
  const file = join(folder, 'lines.txt');
  try {
    await writeFile(file, 'a=1\nb=2\n');
    const take = (once: boolean): (string | undefined)[] => {
      const plan = { method: 'GET', paths: ['/x'], headers: { Cookie: '%line%' }, tickets: 0 };
      const next = createRequests({ ...plan, method: 'GET', lines: { file, once } }, 1);
      return Array.from({ length: 4 }, () => /Cookie: (\S+)/.exec(next()?.text ?? '')?.[1]);
    };
    expect(take(true)).toEqual(['a=1', 'b=2', undefined, undefined]);
    expect(take(false)).toEqual(['a=1', 'b=2', 'a=1', 'b=2']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
