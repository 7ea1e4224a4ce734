/**
 * The rule against single seats, asked before seats that a person picked are held. It is advice from what
 * this process remembers, not an invariant: two picks at the same moment may leave a single together.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import { refuse, type Refusal } from '../lib/result.ts';
import type { Chooser } from './chooser.ts';
import { leavesSingleGap } from './model/choose/gap-rule.ts';

/** Undefined: the pick is fine, or the engine has better grounds to refuse it. */
export async function refuseGaps(
  chooser: Chooser,
  event: EventRecord,
  seats: readonly number[],
): Promise<Refusal<'single_seat_gap'> | undefined> {
  const picker = await chooser.open(event);
  if (picker === undefined || !seats.every((seat) => picker.isFree(seat))) return undefined;
  const verdict = leavesSingleGap(picker.index, picker.states(), seats);
  if (verdict.ok) return undefined;
  return refuse('single_seat_gap', { gaps: verdict.gaps, instead: verdict.instead });
}
