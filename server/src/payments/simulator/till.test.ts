/** Nothing is answered and nothing is told before the disk has it. */
import type { FileHandle } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers';
import { expect, it } from 'vitest';
import { systemClock } from '../../lib/clock.ts';
import { createIds } from '../../lib/uuid-v7.ts';
import { createManualTimers } from '../../ops/testing.ts';
import { Book } from './book.ts';
import { noFaults } from './faults.ts';
import { Journal } from './journal.ts';
import { defaultDelays } from './plan.ts';
import type { WebhookEvent } from './records.ts';
import { Till } from './till.ts';

const ids = createIds(systemClock);
const chargeOf = (source: string) => ({
  key: ids.next(),
  amountMinor: 100,
  currency: 'KRW',
  source,
  orderId: ids.next(),
  description: '',
});

/** A file whose flushes end when the test says so. */
function slowDisk() {
  const flushes: ((error?: Error) => void)[] = [];
  const file = {
    appendFile: () => Promise.resolve(),
    datasync: () =>
      new Promise<void>((resolve, reject) => {
        flushes.push((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };
  return { file: file as unknown as FileHandle, flushes };
}

function openTill() {
  const { file, flushes } = slowDisk();
  const told: WebhookEvent[] = [];
  const till = new Till(
    {
      book: new Book(),
      journal: new Journal(file, () => {}),
      clock: systemClock,
      timers: createManualTimers(),
      ids,
      delays: defaultDelays,
      recordsMax: 2,
      tell: (event) => told.push(event),
    },
    noFaults,
  );
  return { till, flushes, told };
}

/** Whether it is still open after everything that could go on has gone on. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const idle = new Promise((resolve) => {
    turn(resolve, 'pending');
  });
  return (await Promise.race([promise, idle])) === 'pending';
}

it('a charge, its repetition and a look at it wait for the disk', async () => {
  const { till, flushes, told } = openTill();
  const wish = chargeOf('sim_ok');
  const answers = [till.charge(wish), till.charge(wish), till.findCharge(wish.key)];
  for (const answer of answers) expect(await isPending(answer)).toBe(true);
  expect(told).toEqual([]);
  expect(flushes).toHaveLength(1);
  flushes[0]?.();
  expect(await Promise.all(answers)).toMatchObject([
    { is: 'made', shown: { status: 'succeeded' } },
    { is: 'known', shown: { status: 'succeeded' } },
    { status: 'succeeded' },
  ]);
  expect(told).toHaveLength(1);
});

it('a cancellation and a refund wait for the disk', async () => {
  const { till, flushes } = openTill();
  const barred = till.cancelCharge(ids.next());
  expect(await isPending(barred)).toBe(true);
  flushes[0]?.();
  expect(await barred).toMatchObject({ status: 'cancelled' });
  const request = { key: ids.next(), chargeRef: 'x', amountMinor: 1, currency: 'KRW' };
  const refund = till.refund(request);
  expect(await isPending(refund)).toBe(true);
  flushes[1]?.();
  expect(await refund).toMatchObject({ shown: { status: 'failed', reason: 'no_such_charge' } });
});

it('when the disk fails nobody is told anything', async () => {
  const { till, flushes, told } = openTill();
  const wish = chargeOf('sim_ok');
  const answer = till.charge(wish);
  expect(await isPending(answer)).toBe(true);
  flushes[0]?.(new Error('the disk is gone'));
  await expect(answer).rejects.toThrow('the disk is gone');
  await expect(till.findCharge(wish.key)).rejects.toThrow('the disk is gone');
  expect(told).toEqual([]);
});

it('takes as many records as it was given room for', async () => {
  const { till, flushes } = openTill();
  const wishes = [chargeOf('sim_ok'), chargeOf('sim_ok')];
  const answers = wishes.map((wish) => till.charge(wish));
  expect(await till.charge(chargeOf('sim_ok'))).toEqual({ is: 'full' });
  expect(await till.cancelCharge(ids.next())).toBe('full');
  await isPending(Promise.all(answers));
  flushes[0]?.();
  expect(await Promise.all(answers)).toHaveLength(2);
  expect(await till.charge(wishes[0] ?? chargeOf(''))).toMatchObject({ is: 'known' });
});
