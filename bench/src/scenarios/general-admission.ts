/** Scenario: everybody wants one ticket for the same general-admission event. */
import { bookingPlan, createEvent } from '../api.ts';
import type { EchoOptions } from '../baselines/echo.ts';
import type { OneTransactionOptions } from '../baselines/one-transaction.ts';
import { countBaseline, createBaselineEvent, createTables } from '../baselines/tables.ts';
import { sampleAnswer } from '../exchange.ts';
import { startBaseline } from '../processes.ts';
import { countProduct } from '../product-tables.ts';
import type { Bench, Scenario, Variant } from '../scenario.ts';
import { bookingVariant } from './booking-variant.ts';
import { createDocumentsTables, documentsBooking } from './documents.ts';
import { pgbenchVariant } from './pgbench.ts';
import { type Stack, withStack } from './stack.ts';

/** More than any run can sell, and the most an event may have. */
const CAPACITY = 1_000_000;
const DIRECT = 'bench_direct';

export const generalAdmission: Scenario = {
  id: 'general-admission',
  title: 'one hot event, general admission',
  unit: 'bookings',
  open: (bench) =>
    withStack(async (stack) => {
      await createDocumentsTables(bench);
      const variants = [
        productVariant(bench),
        ...(await documentsBooking(bench, stack, { mode: 'retry' })),
        ...(await documentsBooking(bench, stack, { mode: 'fail-fast', fullOnly: true })),
        await oneTransactionVariant(bench, stack),
        ...(await replayVariants(bench, stack)),
        ...(await pgbenchVariant(bench)),
      ];
      return { variants, close: () => stack.close() };
    }),
};

function productVariant(bench: Bench): Variant {
  const { port, pid } = bench.product;
  return bookingVariant(bench, {
    id: 'onsale',
    title: 'Onsale',
    port,
    parts: { server: pid, postgres: bench.postgres.pid },
    async target() {
      const eventId = await createEvent(port, bench.apiKey, CAPACITY);
      return {
        plan: bookingPlan(bench.apiKey, eventId),
        count: () => countProduct(bench.postgres.admin, [eventId]),
      };
    },
  });
}

export async function oneTransactionVariant(
  bench: Bench,
  stack: Stack,
  rest: Pick<Parameters<typeof bookingVariant>[1], 'counted' | 'requestsMax'> & {
    readonly capacity?: (requests: number) => number;
  } = {},
): Promise<Variant> {
  const { admin, url, pid } = bench.postgres;
  await createTables(admin, DIRECT);
  const options: OneTransactionOptions = { databaseUrl: url, apiKey: bench.apiKey };
  const server = stack.add(await startBaseline('one-transaction.ts', options));
  const { capacity = () => CAPACITY, ...bounds } = rest;
  return bookingVariant(bench, {
    ...bounds,
    id: 'one-transaction',
    title: 'one transaction per booking',
    fullOnly: true,
    port: server.port,
    parts: { server: server.pid, postgres: pid },
    async target(size) {
      const seats = capacity(bounds.requestsMax?.(size) ?? 0);
      const eventId = await createBaselineEvent(admin, DIRECT, seats);
      return {
        plan: bookingPlan(bench.apiKey, eventId),
        count: () => countBaseline(admin, DIRECT, eventId),
      };
    },
  });
}

/** Echo and bare `node:http`, sending what the real server sends for a booking. */
async function replayVariants(bench: Bench, stack: Stack): Promise<Variant[]> {
  const eventId = await createEvent(bench.product.port, bench.apiKey, 10);
  const plan = bookingPlan(bench.apiKey, eventId);
  const answer = await sampleAnswer(bench.product.port, plan);
  const echoOptions: EchoOptions = { apiKey: bench.apiKey, answer };
  const echo = stack.add(await startBaseline('echo.ts', echoOptions));
  const bare = stack.add(await startBaseline('bare-http.ts', answer));
  const target = (): Promise<{ plan: typeof plan }> => Promise.resolve({ plan });
  return [
    bookingVariant(bench, {
      id: 'echo',
      title: 'echo: framework, checks, no booking',
      port: echo.port,
      parts: { server: echo.pid },
      target,
    }),
    bookingVariant(bench, {
      id: 'bare-http',
      title: 'bare node:http, same bytes',
      fullOnly: true,
      port: bare.port,
      parts: { server: bare.pid },
      target,
    }),
  ];
}
