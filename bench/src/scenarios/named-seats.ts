/**
 * Scenario: everybody wants named seats of the same event; one request in ten asks for taken ones.
 */
import { seatBookingPlan } from '../api.ts';
import type { EchoOptions } from '../baselines/echo.ts';
import { sampleAnswer } from '../exchange.ts';
import { startBaseline } from '../processes.ts';
import { countProduct, createSeatedEvent } from '../product-tables.ts';
import type { Bench, RunSize, Scenario, Variant } from '../scenario.ts';
import { bookingVariant } from './booking-variant.ts';
import { createDocumentsTables, documentsBooking } from './documents.ts';
import { pgbenchVariant } from './pgbench.ts';
import { type Stack, withStack } from './stack.ts';

/** The most an event may have. When they are gone, the load moves on to the next event. */
const SEATS_PER_EVENT = 100_000;
/** Above what two cores can sell, so that the seats outlast the run. */
const SEATS_PER_SECOND = 60_000;

/** The documents sell quantities only: their algorithm is compared by bookings. */
export const namedSeats: Scenario = {
  id: 'named-seats',
  title: 'one hot event, named seats, 1-4 a booking, 10 % asking for taken ones',
  unit: 'bookings',
  open: (bench) =>
    withStack(async (stack) => {
      await createDocumentsTables(bench);
      const variants = [
        productVariant(bench),
        ...(await documentsBooking(bench, stack, { mode: 'retry' })),
        await echoVariant(bench, stack),
        ...(await pgbenchVariant(bench)),
      ];
      return { variants, close: () => stack.close() };
    }),
};

const eventsFor = (size: RunSize): number =>
  Math.ceil(((size.warmUpMs + size.durationMs) / 1_000) * (SEATS_PER_SECOND / SEATS_PER_EVENT));

function productVariant(bench: Bench): Variant {
  const { port, pid } = bench.product;
  const { admin } = bench.postgres;
  return bookingVariant(bench, {
    id: 'onsale',
    title: 'Onsale',
    port,
    parts: { server: pid, postgres: bench.postgres.pid },
    async target(size) {
      const eventIds: number[] = [];
      for (let left = eventsFor(size); left > 0; left--) {
        eventIds.push(await createSeatedEvent(admin, SEATS_PER_EVENT));
      }
      await admin.query('analyze seats');
      return {
        plan: seatBookingPlan(bench.apiKey, eventIds, SEATS_PER_EVENT),
        count: () => countProduct(admin, eventIds),
      };
    },
  });
}

async function echoVariant(bench: Bench, stack: Stack): Promise<Variant> {
  const eventId = await createSeatedEvent(bench.postgres.admin, 10);
  const sample = seatBookingPlan(bench.apiKey, [eventId], 10);
  const answer = await sampleAnswer(bench.product.port, sample);
  const options: EchoOptions = { apiKey: bench.apiKey, answer };
  const echo = stack.add(await startBaseline('echo.ts', options));
  return bookingVariant(bench, {
    id: 'echo',
    title: 'echo: framework, checks, no booking',
    port: echo.port,
    parts: { server: echo.pid },
    // Nothing is sold, so one event can be walked through as often as it takes.
    target: () => {
      const eventIds = Array.from({ length: 50 }, () => eventId);
      return Promise.resolve({ plan: seatBookingPlan(bench.apiKey, eventIds, SEATS_PER_EVENT) });
    },
  });
}
