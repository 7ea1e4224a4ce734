/** The live channel of running processes: what is booked at one is seen on the streams of the other. */
import { get, type IncomingMessage } from 'node:http';
import { applyMessage, emptyTopicState, type TopicState } from '@onsale/contract/realtime-state.ts';
import { decodeLive, eventTopic, livePath } from '@onsale/contract/realtime.ts';
import { getSeatState } from '@onsale/contract/seat-state.ts';
import { expect, it } from 'vitest';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { granted } from './refusals.ts';
import { useWorld } from './world.ts';

const world = useWorld({ processes: 2 });
const ids = createIds(systemClock);

type Watcher = { state: TopicState; readonly response: IncomingMessage };

/** Follows one event as the web client does: by the reducer of the contract. */
async function watch(eventId: number, at: number): Promise<Watcher> {
  const topic = eventTopic(eventId);
  const url = `${world().processes[at]?.url ?? ''}${livePath}?topics=${topic}`;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).on('error', reject);
  });
  const watcher: Watcher = { state: emptyTopicState(topic), response };
  let rest = '';
  response.setEncoding('utf8').on('data', (text: string) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '));
      const message = data === undefined ? undefined : decodeLive(data.slice(6));
      if (message !== undefined) watcher.state = applyMessage(watcher.state, message);
    }
  });
  return watcher;
}

it('shows a booking of one process to the watchers of another', async () => {
  const here = world();
  const key = await here.createKey();
  const eventId = await here.createSeatEvent(key.organizationId, 10);
  const watcher = await watch(eventId, 1);
  expect(watcher.response.headers['content-type']).toBe('text/event-stream');
  await waitFor('the first snapshot', () => Promise.resolve(watcher.state.seatCount === 10));
  const body = { id: ids.next(), buyer: 'kim', seats: [3, 4], confirm: true };
  const path = `/api/v1/events/${eventId}/reservations`;
  granted(await here.send('POST', path, { key: key.secret, body, at: 0 }), 201);
  await waitFor('the seats to be sold on the stream', () =>
    Promise.resolve(
      [3, 4].every((seat) => getSeatState(watcher.state.seats, seat) === 2) &&
        getSeatState(watcher.state.seats, 5) === 0,
    ),
  );
  watcher.response.destroy();
});

it('a session has so many streams and no more, wherever they come from', async () => {
  const { url } = await world().startProcess({ LIVE_STREAMS_PER_SESSION_MAX: '1' });
  const open = async (cookie?: string): Promise<IncomingMessage> => {
    const headers = cookie === undefined ? {} : { cookie };
    return new Promise((resolve, reject) => {
      get(`${url}${livePath}?topics=${eventTopic(1)}`, { headers }, resolve).on('error', reject);
    });
  };
  const begin = async (): Promise<string> => {
    const who = createVisitor(url);
    granted(await who.send('POST', '/api/v1/session'));
    return `onsale_session=${who.jar.get('onsale_session')}`;
  };
  const [mine, other] = [await begin(), await begin()];
  const streams = [
    await open(mine),
    await open(mine),
    await open(other),
    await open(),
    await open(),
  ];
  expect(streams.map(({ statusCode }) => statusCode)).toEqual([200, 429, 200, 200, 200]);
  for (const stream of streams) stream.destroy();
});

it('says that an event does not exist, and refuses what is no topic', async () => {
  const watcher = await watch(987_654_321, 0);
  await waitFor('the news that it is gone', () => Promise.resolve(watcher.state.gone));
  watcher.response.destroy();
  expect((await world().send('GET', `${livePath}?topics=nonsense`)).status).toBe(400);
  expect(await world().metrics(0)).toContain('live_opened_total');
});
