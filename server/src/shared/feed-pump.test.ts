/** A subscription by itself: order, gaps and outages, whatever the engine. */
import { expect, it } from 'vitest';
import type { FeedMessage } from './contract.ts';
import { type FeedSource, pump } from './feed-pump.ts';

type Answer = readonly number[] | Error;

/** Answers as written, then nothing more. */
function scripted(answers: readonly Answer[]) {
  const asked: number[] = [];
  const left = [...answers];
  const source: FeedSource = {
    async read(after, signal) {
      const answer = left.shift();
      if (answer === undefined) {
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve([])));
      }
      asked.push(after);
      if (answer instanceof Error) throw answer;
      return answer.map((position): FeedMessage => ({ position, body: '' }));
    },
    close() {},
  };
  return { source, asked, isOver: () => left.length === 0 };
}

async function play(answers: readonly Answer[], after = 0, failAt?: number) {
  const { source, asked, isOver } = scripted(answers);
  const events: string[] = [];
  const waits: number[] = [];
  let failing = failAt;
  const subscription = pump(
    source,
    {
      after,
      onMessages(messages) {
        const positions = messages.map(({ position }) => position);
        if (failing !== undefined && positions.includes(failing)) {
          failing = undefined;
          throw new Error('the subscriber failed');
        }
        events.push(...positions.map(String));
      },
      onGap: (from, to) => void events.push(`${from}-${to} missing`),
      onLost: (error) => void events.push(`lost: ${error instanceof Error ? error.message : ''}`),
      onBack: () => void events.push('back'),
    },
    (ms) => (waits.push(ms), Promise.resolve()),
    () => 1,
  );
  await expect.poll(isOver).toBe(true);
  await subscription.close();
  return { events, asked, waits, position: subscription.position };
}

it('hands over in order and asks for what comes next', async () => {
  const { events, asked, position } = await play([[1, 2], [], [3]]);
  expect(events).toEqual(['1', '2', '3']);
  expect(asked).toEqual([0, 2, 2]);
  expect(position).toBe(3);
});

it('tells gaps where they are', async () => {
  const { events } = await play([[3, 4, 7], [9]], 1);
  expect(events).toEqual(['2-2 missing', '3', '4', '5-6 missing', '7', '8-8 missing', '9']);
});

it('tells one outage once, waits longer each time, and goes on', async () => {
  const down = new Error('down');
  const { events, waits } = await play([[1], down, down, down, [2], down, [4]]);
  expect(events).toEqual([
    '1',
    'lost: down',
    'back',
    '2',
    'lost: down',
    'back',
    '3-3 missing',
    '4',
  ]);
  expect(waits).toEqual([50, 100, 200, 50]);
});

it('hands over again what a subscriber failed on, without the gap before it', async () => {
  const { events } = await play([[1], [3, 4], [3, 4]], 0, 4);
  expect(events).toEqual(['1', '2-2 missing', 'lost: the subscriber failed', 'back', '3', '4']);
});
