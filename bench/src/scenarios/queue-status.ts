/** Scenario: the status of a waiting room, which whoever waits asks for every few seconds. */
import { createEvent, openRoom, queueStatusPlan } from '../api.ts';
import { sampleAnswer } from '../exchange.ts';
import { startBaseline } from '../processes.ts';
import type { Scenario } from '../scenario.ts';
import { readVariant } from './reads.ts';
import { withStack } from './stack.ts';

const SEATS = 1_000;

export const queueStatus: Scenario = {
  id: 'queue-status',
  title: 'status of a waiting room',
  unit: 'answers',
  open: (bench) =>
    withStack(async (stack) => {
      const { port, pid } = bench.product;
      const eventId = await createEvent(port, bench.apiKey, SEATS);
      await openRoom(port, bench.apiKey, eventId);
      const plan = queueStatusPlan(eventId);
      const answer = await sampleAnswer(port, plan);
      const echo = stack.add(await startBaseline('bare-echo.ts', answer));
      const bare = stack.add(await startBaseline('bare-http.ts', answer));
      const parts = { server: pid, postgres: bench.postgres.pid };
      const replay = { parts: { server: echo.pid }, port: echo.port, plan };
      const variants = [
        readVariant(bench, { id: 'onsale', title: 'Onsale', port, parts, plan }),
        readVariant(bench, { ...replay, id: 'echo', title: 'bare Fastify echo' }),
        readVariant(bench, {
          ...replay,
          id: 'bare-http',
          title: 'bare node:http, same bytes',
          fullOnly: true,
          port: bare.port,
          parts: { server: bare.pid },
        }),
      ];
      return { variants, close: () => stack.close() };
    }),
};
