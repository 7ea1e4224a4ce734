/**
 * A process of its own that works on one room, for races and kills: `join` takes places for people,
 * `shop` lets them come in and leave again until nobody is left, `tick` ticks until it is ended. One
 * JSON line per answer that it got.
 */
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../../src/lib/random.ts';
import { openWaitingRoom, somebody } from './waiting-room.ts';

const [work = '', url = '', event = '', count = '0', seed = '0'] = process.argv.slice(2);
const eventId = Number(event);
const random = createRandom(Number(seed));
const say = (fact: object): void => void process.stdout.write(`${JSON.stringify(fact)}\n`);
// Small groups: many transactions, many chances to go wrong.
const house = await openWaitingRoom(url, { poolMax: 4, batchMax: 7 });
process.once('SIGTERM', () => process.exit(0));

const people = Array.from({ length: Number(count) }, (_, n) => `p${n + 1}`);

/** In an order of its own, some at a time. */
async function forAll(act: (person: string) => Promise<void>, atOnce: number): Promise<void> {
  const rest = [...people];
  const worker = async (): Promise<void> => {
    for (;;) {
      const [person] = rest.splice(random.below(Math.max(1, rest.length)), 1);
      if (person === undefined) return;
      await act(person);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function join(person: string): Promise<void> {
  const joined = await house.core.join(eventId, { personId: person, nonce: somebody() });
  say(joined.ok ? { joined: person, number: joined.value.number } : { refused: joined.code });
}

/** Tries until somebody has let them in, here or elsewhere; then they leave. */
async function shop(person: string): Promise<void> {
  for (;;) {
    const outcome = await house.admit(eventId, person);
    if (outcome.ok) {
      say({ in: person, id: outcome.value.id, position: outcome.value.position });
      if (random.chance(0.3)) await delay(5);
      await house.core.leave(eventId, person);
      return;
    }
    if (outcome.code === 'entry_not_found') return;
    await delay(20);
  }
}

say({ ready: true });
if (work === 'join') await forAll(join, 40);
if (work === 'shop') await forAll(shop, people.length);
if (work === 'tick') for (;;) await house.tick(eventId, { elapsedMs: 1_000 });
await house.close();
say({ done: true });
