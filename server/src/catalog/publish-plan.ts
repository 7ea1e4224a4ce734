/** Publishes a seating plan: checked, numbered and from then on immutable. */
import { createHash } from 'node:crypto';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { City, Translations } from './model/event.ts';
import { canonicalPlan } from './model/plan-checksum.ts';
import { mayPublish, validatePlan } from './model/validate-plan.ts';
import * as statements from './sql/plans.ts';

export async function createVenue(
  tx: Tx,
  venue: {
    organizationId: number;
    name: Translations;
    timeZone: string;
    city?: City;
  },
): Promise<number> {
  const { organizationId, name, timeZone, city } = venue;
  const values = [
    organizationId,
    JSON.stringify(name),
    timeZone,
    city?.code ?? null,
    city === undefined ? null : JSON.stringify(city.name),
  ];
  const [row] = await tx.query(statements.insertVenue, values);
  assert(row !== undefined, 'the venue was not stored');
  return row.venueId;
}

export type PublishedPlan = { readonly planId: number; readonly version: number };

/** Publishing the same drawing again answers the version that is there. */
export async function publishPlan(
  tx: Tx,
  organizationId: number,
  venueId: number,
  plan: SeatingPlan,
): Promise<Result<PublishedPlan, 'invalid_request' | 'not_found'>> {
  const findings = validatePlan(plan);
  if (!mayPublish(findings)) return refuse('invalid_request', { findings: findings.slice(0, 50) });
  const [venue] = await tx.query(statements.lockVenue, [venueId, organizationId]);
  if (venue === undefined) return refuse('not_found');
  const layout = canonicalPlan(plan);
  const checksum = createHash('sha256').update(layout).digest();
  const [same] = await tx.query(statements.findPlan, [venueId, checksum]);
  if (same !== undefined) return ok(same);
  const values = [organizationId, venueId, layout, checksum, plan.seatCount];
  const [row] = await tx.query(statements.insertPlan, values);
  assert(row !== undefined, 'the plan was not stored');
  return ok(row);
}
