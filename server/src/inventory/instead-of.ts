/**
 * What people got instead of the seats that they had asked for. Worked out from the two alone, so a
 * repeated request is told the same.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Chooser } from './chooser.ts';
import type { SeatIndex } from './model/choose/seat-index.ts';
import type { Outcome } from './model/commands.ts';

export type Instead = {
  /** Seats that were asked for and are not in the reservation. */
  readonly lost: readonly number[];
  /** Minor units; negative when the others are cheaper. */
  readonly differenceMinor: number;
};

/** Undefined: they have what they asked for, or nothing. */
export async function insteadOf(
  chooser: Chooser,
  event: EventRecord,
  asked: readonly number[],
  outcome: Outcome,
): Promise<Instead | undefined> {
  const wanted = outcome.ok ? outcome.value.reservation?.wanted : undefined;
  if (wanted === undefined || !('seats' in wanted)) return undefined;
  const { seats } = wanted;
  const lost = asked.filter((seat) => !seats.includes(seat)).toSorted((a, b) => a - b);
  if (lost.length === 0) return undefined;
  const picker = await chooser.open(event);
  if (picker === undefined) return { lost, differenceMinor: 0 };
  const prices = new Map(event.tiers.map(({ code, priceMinor }) => [code, priceMinor]));
  const total = (list: readonly number[]): number =>
    list.reduce((sum, seat) => sum + (prices.get(tierOf(picker.index, seat)) ?? 0), 0);
  return { lost, differenceMinor: total(seats) - total(asked) };
}

const tierOf = ({ tiers, run, runTier }: SeatIndex, seat: number): string =>
  tiers[runTier[run[seat] ?? -1] ?? -1] ?? '';
