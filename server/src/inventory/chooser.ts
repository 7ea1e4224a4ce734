/** Who chooses seats in this process: one picker per event, opened on first use. */
import { LRUCache } from 'lru-cache';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Clock } from '../lib/clock.ts';
import type { Inventory } from './inventory.ts';
import type { SeatIndexes } from './seat-indexes.ts';
import { SeatPicker } from './seat-picker.ts';

export type Chooser = {
  /** Undefined: the event has no seating plan, so nobody can say which of its seats are good. */
  open(event: EventRecord): Promise<SeatPicker | undefined>;
  /** Somebody looks at this event and may want seats soon: prepares its plan without waiting. */
  warm(event: EventRecord): void;
};

const EVENTS_MAX = 1_000;

export function createChooser(
  inventory: Inventory,
  indexes: SeatIndexes,
  clock: Pick<Clock, 'monotonicMs'>,
  random: () => number,
): Chooser {
  const pickers = new LRUCache<number, SeatPicker>({ max: EVENTS_MAX });

  async function open({ eventId, seatingPlan }: EventRecord): Promise<SeatPicker | undefined> {
    if (seatingPlan === null) return undefined;
    const [index, view] = await Promise.all([indexes.get(seatingPlan.id), inventory.view(eventId)]);
    if (index === undefined || view === undefined) return undefined;
    const known = pickers.get(eventId);
    if (known?.index === index) {
      known.see(view);
      return known;
    }
    const databaseNowMs = (): number => inventory.databaseNowMs(eventId);
    const picker = new SeatPicker({ index, view, clock, databaseNowMs, random });
    pickers.set(eventId, picker);
    return picker;
  }

  return {
    open,
    warm({ seatingPlan }) {
      if (seatingPlan === null) return;
      // Whoever needs it later is told what is wrong.
      void Promise.resolve(indexes.get(seatingPlan.id)).catch(() => undefined);
    },
  };
}
