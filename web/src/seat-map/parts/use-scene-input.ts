/** From the live state and the choice to what there is to draw; each part changes only when it has to. */
import { type TopicState } from '@onsale/contract/realtime-state.ts';
import { seatStates, unpackSeatStates } from '@onsale/contract/seat-state.ts';
import { useMemo } from 'react';
import { countAvailable } from '../model/availability.ts';
import type { TopLevel } from '../model/levels.ts';
import type { MapPlan } from '../model/map-plan.ts';
import type { SeatWords } from '../seat-words.ts';
import { tierPalette, type MapTier } from '../tiers.ts';
import { tierColours } from '../view/theme.ts';
import type { SceneInput } from '../view/update-scene.ts';
import type { AreaChoice } from './area-steppers.tsx';

type Given = {
  readonly map: MapPlan;
  readonly state: TopicState | undefined;
  readonly tiers: readonly MapTier[];
  readonly selected: readonly number[];
  readonly own: readonly number[];
  readonly places: AreaChoice | undefined;
  readonly wanted: ReadonlySet<number>;
  readonly words: SeatWords;
  readonly topLevel: TopLevel;
};

const noPools: TopicState['pools'] = new Map();

export function useSceneInput(given: Given): SceneInput {
  const { map, state, tiers, selected, own, places, wanted, words, topLevel } = given;
  const packed = state?.seats;
  const pools = state?.pools ?? noPools;
  const isKnown = state !== undefined;
  const states = useMemo(() => statesOf(map, packed), [map, packed]);
  const available = useMemo(() => countAvailable(map, states, pools), [map, states, pools]);
  const chosen = useMemo(() => new Set([...selected, ...own]), [selected, own]);
  const palette = useMemo(() => tierPalette(map.seats.tiers, tiers, tierColours), [map, tiers]);
  const isTierShown = useMemo(
    () => (tier: number) => wanted.size === 0 || wanted.has(tier),
    [wanted],
  );
  return useMemo(
    () => ({
      isKnown,
      states,
      selected: chosen,
      selectedPool: places?.pool,
      topLevel,
      isTierShown,
      palette,
      available,
      words: words.onMap,
    }),
    [isKnown, states, chosen, places?.pool, topLevel, isTierShown, palette, available, words],
  );
}

/** One byte per seat. Until something is known, and when it is of another hall, nothing is for sale. */
function statesOf({ seats: { seatCount } }: MapPlan, packed: Uint8Array | undefined): Uint8Array {
  const isKnown = packed !== undefined && packed.length === Math.ceil(seatCount / 4);
  return isKnown
    ? unpackSeatStates(packed, seatCount)
    : new Uint8Array(seatCount).fill(seatStates.BLOCKED);
}
