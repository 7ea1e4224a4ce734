/**
 * Scenario: everybody wants the best seats of the same stadium at the same moment, and the house chooses.
 * Beside it the same seats picked by name, nobody in anybody's way: what choosing costs.
 */
import { sampleHalls } from '@onsale/server/src/catalog/model/halls/sample-halls.ts';
import type { Client } from 'pg';
import { bestAvailablePlan, seatBookingPlan } from '../api.ts';
import type { RequestPlan } from '../load/plan.ts';
import { describeStranded } from '../stranded.ts';
import { countProduct, createDrawnEvent } from '../product-tables.ts';
import type { Bench, RunSize, Scenario, Variant } from '../scenario.ts';
import { bookingVariant } from './booking-variant.ts';

/** Above what two cores can sell, so that the seats outlast the run. */
const SEATS_PER_SECOND = 40_000;

export const bestAvailable: Scenario = {
  id: 'best-available',
  title: 'one hot stadium, parties of 1-4, the house chooses the best seats there are',
  unit: 'bookings',
  open(bench) {
    bench.note(`  ${describeStranded()}`);
    const variants = [
      variant(bench, 'best', 'Onsale, best available', bestAvailablePlan),
      variant(bench, 'named', 'Onsale, the same seats by name', (apiKey, eventIds, seats) => {
        const plan = seatBookingPlan(apiKey, eventIds, seats);
        return plan.seats === undefined
          ? plan
          : { ...plan, seats: { ...plan.seats, conflictShare: 0 } };
      }),
    ];
    return Promise.resolve({ variants, close: () => Promise.resolve() });
  },
};

type PlanOf = (apiKey: string, eventIds: readonly number[], seats: number) => RequestPlan;

function variant(bench: Bench, id: string, title: string, planOf: PlanOf): Variant {
  const { port, pid } = bench.product;
  const { admin } = bench.postgres;
  const stadium = sampleHalls().find(({ code }) => code === 'stadium')?.plan;
  if (stadium === undefined) throw new Error('the stadium is gone');
  return bookingVariant(bench, {
    id,
    title,
    port,
    parts: { server: pid, postgres: bench.postgres.pid },
    async target(size) {
      const eventIds: number[] = [];
      for (let left = eventsFor(size, stadium.seatCount); left > 0; left--) {
        eventIds.push(await createDrawnEvent(admin, stadium));
      }
      await admin.query('analyze seats');
      return {
        plan: planOf(bench.apiKey, eventIds, stadium.seatCount),
        count: async () => {
          bench.note(`    ${title}: ${await stranded(admin, eventIds)}`);
          return countProduct(admin, eventIds);
        },
      };
    },
  });
}

const eventsFor = (size: RunSize, seats: number): number =>
  Math.ceil(((size.warmUpMs + size.durationMs) / 1_000) * (SEATS_PER_SECOND / seats));

/**
 * Of the houses that sold out: how many of their seats nobody got. The house gives wheelchair spaces and
 * companions' seats (616 of a stadium's) to nobody who has not asked for them.
 */
async function stranded(client: Client, eventIds: readonly number[]): Promise<string> {
  const { rows } = await client.query<{ houses: number; seats: number; free: number }>(
    `select count(*)::int as houses, coalesce(sum(seats), 0)::int as seats,
            coalesce(sum(free), 0)::int as free
       from (select count(*) as seats, count(*) filter (where state = 0) as free
               from seats where event_id = any($1) group by event_id) house
      where free < seats * 0.05`,
    [eventIds],
  );
  const [{ houses, seats, free } = { houses: 0, seats: 0, free: 0 }] = rows;
  const share = seats === 0 ? 0 : (100 * free) / seats;
  return `${houses} houses sold out, ${free} of ${seats} seats left (${share.toFixed(2)} %)`;
}
