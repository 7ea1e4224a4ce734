/**
 * A variant that books over HTTP: fresh event, load, and the question whether the database agrees.
 */
import type { RequestPlan } from '../load/plan.ts';
import { type Measurement, measureHttp, type Parts } from '../measure.ts';
import type { Bench, RunSize, Variant } from '../scenario.ts';
import { type BookedFacts, verify } from '../verification.ts';

export type BookingTarget = {
  readonly plan: RequestPlan;
  /** Undefined for servers that book nothing. */
  readonly count?: () => Promise<BookedFacts>;
};

export type BookingVariant = {
  readonly id: string;
  readonly title: string;
  readonly fullOnly?: boolean;
  readonly port: number;
  readonly parts: Parts;
  readonly counted?: 'accepted' | 'answered';
  /** Creates the event of this run. */
  readonly target: (size: RunSize) => Promise<BookingTarget>;
  /** For runs that end after a number of requests; they have no warm-up. */
  readonly requestsMax?: (size: RunSize) => number;
};

export function bookingVariant(bench: Bench, variant: BookingVariant): Variant {
  const { id, title, port, parts, counted = 'accepted', fullOnly = false } = variant;
  return {
    id,
    title,
    fullOnly,
    async run(size): Promise<Measurement> {
      const { plan, count } = await variant.target(size);
      // Every variant begins with clean buffers, or it would pay for the writes of the one before.
      await bench.postgres.admin.query('checkpoint');
      const requestsMax = variant.requestsMax?.(size);
      const { measurement, total } = await measureHttp({
        load: bench.load,
        port,
        parts,
        plan,
        counted,
        connections: size.connections,
        warmUpMs: requestsMax === undefined ? size.warmUpMs : 0,
        durationMs: size.durationMs,
        ...(requestsMax === undefined ? {} : { requestsMax }),
      });
      if (count === undefined) return measurement;
      return { ...measurement, verification: verify(total, await count()) };
    },
  };
}
