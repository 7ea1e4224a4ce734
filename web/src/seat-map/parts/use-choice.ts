/** What choosing does: the rules of a party, what is said about it, and what is lost to others. */
import { seatStates } from '@onsale/contract/seat-state.ts';
import { useEffect, useEffectEvent, useState } from 'react';
import { useMapText } from '../messages.ts';
import type { MapPlan } from '../model/map-plan.ts';
import { chooseSeat as partyChoice, type PartyChoice } from '../model/party.ts';
import type { SeatWords } from '../seat-words.ts';
import type { AreaChoice } from './area-steppers.tsx';

/** Why the choice has changed: the buyer did it, or somebody else was faster. */
export type SelectCause =
  | { readonly kind: 'chosen' }
  | { readonly kind: 'lost'; readonly seats: readonly number[] };

type Given = {
  readonly map: MapPlan;
  readonly states: Uint8Array;
  readonly words: SeatWords;
  readonly state: unknown;
  readonly partySize: number;
  readonly placesMax: number;
  readonly selected: readonly number[];
  readonly own: readonly number[];
  readonly isBusy: boolean;
  readonly onSelect: (selected: readonly number[], cause: SelectCause) => void;
  readonly onPlaces: (places: AreaChoice | undefined) => void;
};

export type Choice = {
  readonly chooseSeat: (seat: number) => void;
  readonly chooseArea: (pool: number) => void;
  readonly choosePlaces: (places: AreaChoice | undefined) => void;
  /** For screen readers. */
  readonly announcement: string;
  readonly announce: (text: string) => void;
  /** For everybody, until dismissed or overtaken. */
  readonly notice: string | undefined;
  readonly dismiss: () => void;
};

export function useChoice(given: Given): Choice {
  const { map, states, words, selected, own, partySize, placesMax, isBusy } = given;
  const text = useMapText();
  const [announcement, setAnnouncement] = useState('');
  const [notice, setNotice] = useState<string>();

  /** The same words twice are spoken twice: a blank tells them apart. */
  const announce = (words_: string): void =>
    setAnnouncement((before) => (before === words_ ? `${words_}\u00a0` : words_));

  function tell(choice: PartyChoice, seat: number): void {
    const added = choice.selected.filter((one) => !selected.includes(one));
    const places = words.places(added);
    const count = choice.selected.length;
    const place = words.place(seat);
    const { state } = words.facts(seat, states, false);
    const said = {
      added: text('added', { count, places }),
      moved: text('moved', { places }),
      removed: text('removed', { place }),
      not_together: text('notTogether', { place }),
      taken: text('taken', { place, state }),
      limit: text('limit', { count: placesMax }),
    }[choice.outcome];
    announce(said);
    const isForAll = ['not_together', 'taken', 'limit'].includes(choice.outcome);
    setNotice(isForAll ? said : undefined);
  }

  function chooseSeat(seat: number): void {
    if (isBusy || own.includes(seat)) return;
    const choice = partyChoice(map, states, seat, { selected, partySize, placesMax });
    tell(choice, seat);
    if (choice.selected === selected) return;
    given.onPlaces(undefined);
    given.onSelect(choice.selected, { kind: 'chosen' });
  }

  function choosePlaces(places: AreaChoice | undefined): void {
    if (isBusy) return;
    const area = map.areas.find((one) => one.area.pool === places?.pool);
    if (places !== undefined && area !== undefined) {
      const { name } = words.onMap.area(area, 1);
      announce(text('placesChosen', { count: places.quantity, area: name }));
    }
    if (selected.length > 0) given.onSelect([], { kind: 'chosen' });
    given.onPlaces(places);
  }

  /** A tap on an area asks for the whole party. */
  const chooseArea = (pool: number): void =>
    choosePlaces({ pool, quantity: Math.max(1, Math.min(partySize, placesMax)) });

  const onStates = useEffectEvent(() => {
    if (isBusy || given.state === undefined) return;
    const lost = selected.filter(
      (seat) => states[seat] !== seatStates.AVAILABLE && !own.includes(seat),
    );
    if (lost.length === 0) return;
    const said = text('lost', { count: lost.length, places: words.places(lost) });
    announce(said);
    setNotice(said);
    const kept = selected.filter((seat) => !lost.includes(seat));
    given.onSelect(kept, { kind: 'lost', seats: lost });
  });
  useEffect(() => onStates(), [states, isBusy]);

  return {
    chooseSeat,
    chooseArea,
    choosePlaces,
    announcement,
    announce,
    notice,
    dismiss: () => setNotice(undefined),
  };
}
