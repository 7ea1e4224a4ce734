/** Scenarios: what everybody looks at while waiting, an event and the state of its 20,000 seats. */
import { createEvent, eventDetailPlan, seatStatePlan } from '../api.ts';
import { sampleAnswer } from '../exchange.ts';
import type { RequestPlan } from '../load/plan.ts';
import { measureHttp, type Parts } from '../measure.ts';
import { startBaseline } from '../processes.ts';
import { createSeatedEvent } from '../product-tables.ts';
import type { Bench, Scenario, Variant } from '../scenario.ts';
import { createDocumentsEvent, createDocumentsTables, startDocuments } from './documents.ts';
import { type Stack, withStack } from './stack.ts';

const SEATS = 20_000;
/** Reads are steady: a shorter window says the same. */
const WINDOW_MS_MAX = 3_000;

export const eventDetail: Scenario = {
  id: 'event-detail',
  title: 'event detail',
  unit: 'answers',
  open: (bench) =>
    withStack(async (stack) => {
      const eventId = await createEvent(bench.product.port, bench.apiKey, SEATS);
      const variants = [
        ...(await againstBareHttp(bench, stack, eventDetailPlan(bench.apiKey, eventId))),
        ...(await documentsCache(bench, stack)),
      ];
      return { variants, close: () => stack.close() };
    }),
};

export const seatState: Scenario = {
  id: 'seat-state',
  title: `state of ${SEATS.toLocaleString('en')} seats`,
  unit: 'answers',
  open: (bench) =>
    withStack(async (stack) => {
      const eventId = await createSeatedEvent(bench.postgres.admin, SEATS);
      const plan = seatStatePlan(bench.apiKey, eventId);
      return {
        variants: await againstBareHttp(bench, stack, plan),
        close: () => stack.close(),
      };
    }),
};

async function againstBareHttp(bench: Bench, stack: Stack, plan: RequestPlan): Promise<Variant[]> {
  const { port, pid } = bench.product;
  const answer = await sampleAnswer(port, plan);
  const bare = stack.add(await startBaseline('bare-http.ts', answer));
  const parts = { server: pid, postgres: bench.postgres.pid };
  return [
    readVariant(bench, { id: 'onsale', title: 'Onsale', port, parts, plan }),
    readVariant(bench, {
      id: 'bare-http',
      title: 'bare node:http, same bytes',
      port: bare.port,
      parts: { server: bare.pid },
      plan,
    }),
  ];
}

/** The documents' cached read: one Redis GET per request. */
async function documentsCache(bench: Bench, stack: Stack): Promise<Variant[]> {
  await createDocumentsTables(bench);
  const started = await startDocuments(bench, stack, 'retry');
  if (started === undefined) return [];
  const plan = eventDetailPlan(bench.apiKey, await createDocumentsEvent(bench, SEATS));
  return [
    readVariant(bench, {
      id: 'documents-cache',
      title: "documents' cache in Redis",
      fullOnly: true,
      port: started.server.port,
      parts: started.parts,
      plan,
    }),
  ];
}

type ReadVariant = {
  readonly id: string;
  readonly title: string;
  readonly fullOnly?: boolean;
  readonly port: number;
  readonly parts: Parts;
  readonly plan: RequestPlan;
};

export function readVariant(bench: Bench, variant: ReadVariant): Variant {
  const { id, title, port, parts, plan, fullOnly = false } = variant;
  return {
    id,
    title,
    fullOnly,
    async run({ connections, warmUpMs, durationMs }) {
      const { measurement, total } = await measureHttp({
        load: bench.load,
        port,
        parts,
        plan,
        connections,
        warmUpMs,
        durationMs: Math.min(durationMs, WINDOW_MS_MAX),
        counted: 'answered',
      });
      // A server that only refuses would be fast.
      if (total.accepted < total.sent - total.unknown) {
        throw new Error(`reads were refused: ${JSON.stringify(measurement.statuses)}`);
      }
      return measurement;
    },
  };
}
