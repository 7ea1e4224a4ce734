/** Scenarios: a crowd joins the waiting room of one hot event, every request another guest; and again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEvent, joinPlan, openRoom } from '../api.ts';
import { sampleAnswer } from '../exchange.ts';
import type { RequestPlan } from '../load/plan.ts';
import { startBaseline } from '../processes.ts';
import { countPlaces, sessionSecret } from '../product-tables.ts';
import type { Bench, Scenario, Variant } from '../scenario.ts';
import { writeSessions } from '../sessions.ts';
import { bookingVariant } from './booking-variant.ts';
import { type Stack, withStack } from './stack.ts';

/** More than join in any run: nobody comes twice. */
const CROWD = 300_000;
/** Those who come again; all of them are remembered by the server, as somebody who reloads is. */
const REGULARS = 20_000;
const SEATS = 1_000;

type Crowd = { readonly file: string; readonly first: string };

export const queueJoin: Scenario = {
  id: 'queue-join',
  title: 'joining the waiting room of one hot event',
  unit: 'joins',
  open: (bench) =>
    withStack(async (stack) => {
      const crowd = await gather(bench, stack, CROWD);
      const variants = [
        joinVariant(bench, async () => {
          const eventId = await createHotEvent(bench);
          return {
            plan: joinPlan(eventId, crowd.file, true),
            count: () => countPlaces(bench.postgres.admin, eventId),
          };
        }),
        await echoVariant(bench, stack, crowd),
      ];
      return { variants, close: () => stack.close() };
    }),
};

export const queueJoinAgain: Scenario = {
  id: 'queue-join-again',
  title: 'joining by those who have a place',
  unit: 'joins',
  open: (bench) =>
    withStack(async (stack) => {
      const crowd = await gather(bench, stack, REGULARS);
      const eventId = await createHotEvent(bench);
      await joinAll(bench, joinPlan(eventId, crowd.file, true));
      const plan = joinPlan(eventId, crowd.file, false);
      const variants = [
        joinVariant(bench, () => Promise.resolve({ plan })),
        await echoVariant(bench, stack, crowd),
      ];
      return { variants, close: () => stack.close() };
    }),
};

/** A general-admission event behind a waiting room, on sale at once. */
async function createHotEvent({ product, apiKey }: Bench): Promise<number> {
  const eventId = await createEvent(product.port, apiKey, SEATS);
  await openRoom(product.port, apiKey, eventId);
  return eventId;
}

async function gather({ postgres }: Bench, stack: Stack, count: number): Promise<Crowd> {
  const folder = await mkdtemp(join(tmpdir(), 'onsale-crowd-'));
  stack.add({ stop: () => rm(folder, { recursive: true, force: true }) });
  const file = join(folder, 'sessions.txt');
  const first = await writeSessions(file, await sessionSecret(postgres.admin), count);
  return { file, first };
}

function joinVariant(
  bench: Bench,
  target: Parameters<typeof bookingVariant>[1]['target'],
): Variant {
  return bookingVariant(bench, {
    id: 'onsale',
    title: 'Onsale',
    port: bench.product.port,
    parts: { server: bench.product.pid, postgres: bench.postgres.pid },
    target,
  });
}

/** The same requests and an answer of the same bytes, without anybody having a place. */
async function echoVariant(bench: Bench, stack: Stack, crowd: Crowd): Promise<Variant> {
  const eventId = await createHotEvent(bench);
  const plan = joinPlan(eventId, crowd.file, false);
  const headers = { ...plan.headers, Cookie: crowd.first };
  const answer = await sampleAnswer(bench.product.port, { ...plan, headers });
  const echo = stack.add(await startBaseline('bare-echo.ts', answer));
  return bookingVariant(bench, {
    id: 'echo',
    title: 'bare Fastify echo',
    port: echo.port,
    parts: { server: echo.pid },
    target: () => Promise.resolve({ plan }),
  });
}

/** Everybody once, not measured. */
async function joinAll({ load, product }: Bench, plan: RequestPlan): Promise<void> {
  const { total } = await load.run({
    host: '127.0.0.1',
    port: product.port,
    connections: 100,
    plan,
    warmUpMs: 0,
    durationMs: 60_000,
    drainMs: 10_000,
  });
  if (total.accepted !== REGULARS) throw new Error(`${total.accepted} of ${REGULARS} have joined`);
}
