/**
 * The text whose hash identifies a seating plan's content: the same plan gives the same text on
 * every machine, whatever the order in which its properties were written.
 */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { AssertionError } from '../../lib/assert.ts';

/** What a plan is made of; its numbers are integers. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * Canonical JSON of a plan after RFC 8785: properties sorted by UTF-16 code units, no white space.
 * Hash its UTF-8 bytes. Order in arrays is part of the content: it numbers the seats.
 */
export function canonicalPlan(plan: SeatingPlan): string {
  return canonical(plan);
}

function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new AssertionError(`a seating plan has integers only: ${value}`);
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const object = value as { readonly [name: string]: Json };
  const members = Object.keys(object)
    .filter((name) => object[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(object[name] ?? null)}`);
  return `{${members.join(',')}}`;
}
