/** Tabs that share a stream, and what a component gets to read. */
import { eventTopic } from '@onsale/contract/realtime.ts';
import { expect, test } from 'vitest';
import { LiveClient } from './live-client.ts';
import {
  deltaOf,
  fakeBrowser,
  FakeTimers,
  fakeStreams,
  queueOf,
  snapshotOf,
  stateOf,
} from './testing.ts';
import type { Tabs } from './tab-messages.ts';

function world(tabs: Tabs | undefined = fakeBrowser()) {
  const timers = new FakeTimers();
  const { opened, openStream } = fakeStreams();
  const newTab = (tab: string): LiveClient =>
    new LiveClient({
      timers,
      openStream,
      tabs,
      tab,
      random: () => 0.5,
      readState: () => Promise.resolve(undefined),
    });
  const open = () => opened.filter(({ isClosed }) => !isClosed);
  return { timers, opened, open, newTab };
}

const ignore = (): void => {};

test('two tabs share one stream, and both hear', async () => {
  const { timers, open, newTab } = world();
  const a = newTab('a');
  const b = newTab('b');
  a.subscribe(1, ignore);
  b.subscribe(2, ignore);
  await timers.pass(200);
  expect(open().map(({ url }) => url)).toEqual(['/api/v1/live?topics=event:1,event:2']);
  open()[0]?.say(snapshotOf(2, 9, [0, 1]));
  expect(b.read(2).state?.seq).toBe(9);
  expect(b.read(2).status).toBe('live');
  open()[0]?.say(deltaOf(2, 9, 10, [[0, 2, 1]]));
  expect(b.read(2).state?.seq).toBe(10);
});

test('a tab that comes later is told what is known', async () => {
  const { timers, open, newTab } = world();
  newTab('a').subscribe(1, ignore);
  await timers.pass(200);
  open()[0]?.say(snapshotOf(1, 4, [0, 2]));
  const b = newTab('b');
  b.subscribe(1, ignore);
  await timers.pass(10);
  expect(b.read(1).state?.seq).toBe(4);
  expect(b.read(1).status).toBe('live');
  expect(open()).toHaveLength(1);
});

test('when the leader goes, the next tab goes on from where it was', async () => {
  const { timers, open, newTab } = world();
  const a = newTab('a');
  const b = newTab('b');
  const leave = a.subscribe(1, ignore);
  b.subscribe(1, ignore);
  await timers.pass(200);
  open()[0]?.say(snapshotOf(1, 4, [0, 2]));
  leave();
  await timers.pass(200);
  expect(open().map(({ lastEventId }) => lastEventId)).toEqual(['event:1=4']);
});

test('a tab that is hidden for a minute lets go and says so; shown again, it resumes', async () => {
  const { timers, open, newTab } = world();
  const a = newTab('a');
  a.subscribe(1, ignore);
  await timers.pass(200);
  open()[0]?.say(snapshotOf(1, 4, [0, 2]));
  a.setVisible(false);
  await timers.pass(30_000);
  open()[0]?.handlers.onBeat();
  await timers.pass(29_000);
  expect(a.read(1).status).toBe('live');
  await timers.pass(2_000);
  expect(a.read(1).status).toBe('paused');
  expect(open()).toEqual([]);
  a.setVisible(true);
  await timers.pass(200);
  expect(open()[0]?.lastEventId).toBe('event:1=4');
});

test('what is read keeps its identity until something changes', async () => {
  const { timers, open, newTab } = world();
  const a = newTab('a');
  let changes = 0;
  a.subscribe(1, () => (changes += 1));
  await timers.pass(200);
  open()[0]?.say(snapshotOf(1, 4, [0, 2]));
  const first = a.read(1);
  expect(a.read(1)).toBe(first);
  const before = changes;
  open()[0]?.say(deltaOf(1, 2, 3, [[0, 1, 1]]));
  expect(a.read(1)).toBe(first);
  expect(changes).toBe(before);
  open()[0]?.say(deltaOf(1, 4, 5, [[0, 1, 1]]));
  expect(a.read(1)).not.toBe(first);
  expect(changes).toBeGreaterThan(before);
});

test('what a loader has read counts, unless something newer is known', async () => {
  const { timers, open, newTab } = world();
  const a = newTab('a');
  a.subscribe(1, ignore);
  a.seed(stateOf(1, 6, [0, 0]));
  expect(a.read(1).state?.seq).toBe(6);
  await timers.pass(200);
  expect(open()[0]?.lastEventId).toBe('event:1=6');
  open()[0]?.say(deltaOf(1, 6, 7, [[0, 1, 1]]));
  a.seed(stateOf(1, 6, [0, 0]));
  expect(a.read(1).state?.seq).toBe(7);
});

test('without anything to share, every tab streams for itself', async () => {
  const timers = new FakeTimers();
  const { opened, openStream } = fakeStreams();
  for (const tab of ['a', 'b']) {
    const alone = { timers, openStream, tabs: undefined, tab, random: () => 0 };
    new LiveClient({ ...alone, readState: () => Promise.resolve(undefined) }).subscribe(1, ignore);
  }
  await timers.pass(200);
  expect(opened).toHaveLength(2);
});

test('a leader that falls silent is replaced by a stream of one’s own', async () => {
  const frozen: Tabs = { join: () => ({ post: ignore, close: ignore }), lead: () => ignore };
  const { timers, open, newTab } = world(frozen);
  newTab('a').subscribe(1, ignore);
  await timers.pass(40_000);
  expect(open()).toEqual([]);
  await timers.pass(30_000);
  expect(open()).toHaveLength(1);
});

test('tabs that vanished without a word are forgotten', async () => {
  const browser = fakeBrowser();
  const { timers, open, newTab } = world(browser);
  newTab('a').subscribe(1, ignore);
  const killed = browser.join(ignore);
  killed.post({ kind: 'want', tab: 'killed', topics: [eventTopic(2)] });
  await timers.pass(200);
  expect(open()[0]?.url).toContain('event:2');
  await timers.pass(90_000);
  expect(open()[0]?.url).toContain('event:1');
  expect(open()[0]?.url).not.toContain('event:2');
});

test('a waiting room is heard by all tabs, beside the places of its event', async () => {
  const { timers, open, newTab } = world();
  const a = newTab('a');
  const b = newTab('b');
  let changes = 0;
  a.subscribe(1, ignore);
  b.subscribeQueue(1, () => (changes += 1));
  await timers.pass(200);
  expect(open().map(({ url }) => url)).toEqual(['/api/v1/live?topics=event:1,queue:1']);
  open()[0]?.say(snapshotOf(1, 9, [0, 1]));
  open()[0]?.say(queueOf(1, 4));
  expect(b.readQueue(1)).toMatchObject({ queue: { version: 4 }, status: 'live' });
  expect(b.readQueue(1)).toBe(b.readQueue(1));
  const before = changes;
  open()[0]?.say(queueOf(1, 3));
  expect(changes).toBe(before);
  // Whoever comes later is told at once, and a stream that comes back says what is here.
  const c = newTab('c');
  c.subscribeQueue(1, ignore);
  await timers.pass(10);
  expect(c.readQueue(1).queue?.version).toBe(4);
  open()[0]?.handlers.onEnd({ kind: 'broken', retryAfterMs: 0 });
  await timers.pass(2_000);
  expect(open()[0]?.lastEventId).toBe('event:1=9,queue:1=4');
});
