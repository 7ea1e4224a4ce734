/**
 * Scenario: a hundred people for every ticket. 99 % of the requests must be refused; what counts is
 * how fast and how cheaply, and that the last ticket is sold.
 */
import { bookingPlan, createEvent } from '../api.ts';
import { countProduct } from '../product-tables.ts';
import type { Bench, RunSize, Scenario, Variant } from '../scenario.ts';
import { bookingVariant } from './booking-variant.ts';
import { createDocumentsTables, documentsBooking } from './documents.ts';
import { oneTransactionVariant } from './general-admission.ts';
import { withStack } from './stack.ts';

const PEOPLE_PER_TICKET = 100;
/** The documents' lock takes minutes for the whole storm; these shares of it show the same. */
const RETRY_SHARE = 0.02;
const OTHERS_SHARE = 0.1;

const ticketsFor = (requests: number): number => Math.ceil(requests / PEOPLE_PER_TICKET);
const share =
  (part: number) =>
  (size: RunSize): number =>
    Math.ceil(size.requests * part);

export const soldOut: Scenario = {
  id: 'sold-out',
  title: 'sold-out storm, 100 requests for every ticket',
  unit: 'answers',
  open: (bench) =>
    withStack(async (stack) => {
      await createDocumentsTables(bench);
      const documents = (mode: 'retry' | 'fail-fast', part: number): Promise<Variant[]> =>
        documentsBooking(bench, stack, {
          mode,
          counted: 'answered',
          requestsMax: share(part),
          capacity: (size) => ticketsFor(share(part)(size)),
          fullOnly: mode === 'fail-fast',
        });
      const variants = [
        productVariant(bench),
        ...(await documents('retry', RETRY_SHARE)),
        ...(await documents('fail-fast', OTHERS_SHARE)),
        await oneTransactionVariant(bench, stack, {
          counted: 'answered',
          requestsMax: share(OTHERS_SHARE),
          capacity: ticketsFor,
        }),
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
    counted: 'answered',
    requestsMax: share(1),
    async target(size) {
      const eventId = await createEvent(port, bench.apiKey, ticketsFor(size.requests));
      return {
        plan: bookingPlan(bench.apiKey, eventId),
        count: () => countProduct(bench.postgres.admin, [eventId]),
      };
    },
  });
}
