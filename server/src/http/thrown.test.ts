/** What thrown errors mean to a caller. */
import { productApi } from '@onsale/contract/product-api.ts';
import { expect, it } from 'vitest';
import { refusalOfError } from './thrown.ts';

const writes = productApi.createReservation;
const reads = productApi.readEvent;
const withCode = (code: string, message = ''): Error => Object.assign(new Error(message), { code });

it.each([
  ['a server that shuts down', withCode('57P01'), 'outcome_unknown', 'unavailable'],
  ['a refused connection', withCode('ECONNREFUSED'), 'outcome_unknown', 'unavailable'],
  ['a name that is not found just now', withCode('EAI_AGAIN'), 'outcome_unknown', 'unavailable'],
  ['a dropped connection', new Error('Connection terminated'), 'outcome_unknown', 'unavailable'],
  [
    'no address that answers',
    new AggregateError([withCode('ECONNREFUSED')]),
    'outcome_unknown',
    'unavailable',
  ],
  ['a lock that is not had', withCode('55P03'), 'timeout', 'timeout'],
  ['a statement that takes too long', withCode('57014'), 'timeout', 'timeout'],
  ['a broken rule', withCode('23514'), 'internal', 'internal'],
  ['a missing file', withCode('ENOENT', 'ENOENT: no such file, open x'), 'internal', 'internal'],
  ['a bug', new TypeError('undefined is not a function'), 'internal', 'internal'],
])('%s', (_name, error, whenWriting, whenReading) => {
  expect(refusalOfError(error, writes)).toBe(whenWriting);
  expect(refusalOfError(error, reads)).toBe(whenReading);
});
