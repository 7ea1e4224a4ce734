/** Orders that their buyers would give to the list, matched with who waits while a turn lasts. */
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Wanted } from '../inventory/model/commands.ts';
import type { SeatIndex } from '../inventory/model/choose/seat-index.ts';
import { listReturns, type ReturnOffer } from '../orders/return-order.ts';
import type { WaitlistDeps } from './deps.ts';
import { fitsReturn, type ReturnedPlace } from './model/fit-return.ts';
import type { Wish } from './model/wish.ts';

export type Returns = {
  readonly isEmpty: boolean;
  /** The first one given that fits, and is not their own. */
  find(
    wish: Wish,
    personId: string,
  ): { readonly wanted: Wanted; readonly of: ReturnOffer } | undefined;
  /** It was offered, or cannot be had: nobody else is offered it in this turn. */
  take(offer: ReturnOffer): void;
};

const RETURNS_MAX = 100;

export async function openReturns(
  { db, chooser }: Pick<WaitlistDeps, 'db' | 'chooser'>,
  event: EventRecord,
): Promise<Returns> {
  const offers = new Set(await listReturns(db, event.eventId, RETURNS_MAX));
  const index = offers.size > 0 ? (await chooser.open(event))?.index : undefined;
  const places = new Map([...offers].map((offer) => [offer, placesOf(offer, index)]));
  return {
    isEmpty: offers.size === 0,
    find(wish, personId) {
      for (const of of offers) {
        const fits = fitsReturn(wish, places.get(of) ?? [], event.tiers[0]?.code ?? null);
        if (fits && of.buyer !== personId) return { wanted: wantedOf(of), of };
      }
      return undefined;
    },
    take: (offer) => void offers.delete(offer),
  };
}

function placesOf({ lines }: ReturnOffer, index: SeatIndex | undefined): ReturnedPlace[] {
  return lines.map(({ seatNo, tierCode }) => {
    const flags = (seatNo === null ? undefined : index?.flags[seatNo]) ?? 0;
    return {
      seatNo,
      tierCode,
      run: (seatNo === null ? undefined : index?.run[seatNo]) ?? 0,
      isAccessible: (flags & seatFlags.accessible) !== 0,
      isCompanion: (flags & seatFlags.companion) !== 0,
    };
  });
}

function wantedOf({ lines }: ReturnOffer): Wanted {
  const [first] = lines;
  if (first?.poolId != null) return { pool: first.poolId, quantity: lines.length };
  const seats = lines.flatMap(({ seatNo }) => (seatNo === null ? [] : [seatNo]));
  return { seats: seats.toSorted((a, b) => a - b) };
}
