/** The format of Server-Sent Events, however it is cut into pieces. */
import { expect, test } from 'vitest';
import { createSseParser } from './sse-parser.ts';

test('events come out complete, however the text was cut', () => {
  const text =
    'retry: 500\n\nid: a=1\ndata: one\n\n:\n\nid: a=2\ndata: two\ndata: lines\n\ndata: rest';
  for (let cut = 0; cut <= text.length; cut++) {
    const parser = createSseParser();
    const events = [...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))];
    expect(events).toEqual([
      { id: 'a=1', data: 'one' },
      { id: 'a=2', data: 'two\nlines' },
    ]);
    expect(parser.retryMs).toBe(500);
  }
});

test('an event without data sets the id for the ones after it', () => {
  const parser = createSseParser();
  expect(parser.push('id: a=1,b=2\n\n')).toEqual([]);
  expect(parser.id).toBe('a=1,b=2');
  expect(parser.push('data: x\r\n\r\n')).toEqual([{ id: 'a=1,b=2', data: 'x' }]);
});

test('unknown fields and comments are passed over, a line without end is not kept for ever', () => {
  const parser = createSseParser();
  expect(parser.push('event: other\nfoo\n: note\ndata:tight\n\n')).toEqual([
    { id: '', data: 'tight' },
  ]);
  expect(() => parser.push('x'.repeat(5_000_000))).toThrow(RangeError);
});
