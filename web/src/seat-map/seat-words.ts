/** Seats, sections and areas in words: for labels on the map, for the card, for screen readers. */
import { findSeat, textIn } from '@onsale/contract/seating-plan-places.ts';
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import { seatStates } from '@onsale/contract/seat-state.ts';
import type { Level, Section } from '@onsale/contract/seating-plan.ts';
import type { Language } from '../language/language.ts';
import type { Formats } from '../language/use-formats.ts';
import type { MapText } from './messages.ts';
import type { MapPlan } from './model/map-plan.ts';
import { seatGroups } from './model/party.ts';
import type { MapTier } from './tiers.ts';
import type { BlockLabel, Words } from './view/scene.ts';

export type SeatWords = {
  readonly onMap: Words;
  /** "Stalls, R, row 7, seat 12". */
  place(seat: number): string;
  /** Several seats, neighbours together. */
  places(seats: readonly number[]): string;
  /** A label for seats that sit together: "Row 7 · 12–15". */
  pin(group: readonly number[]): string;
  /** What there is to know besides the place: state, tier, price, marks. */
  facts(seat: number, states: Uint8Array, isChosen: boolean): SeatFacts;
};

export type SeatFacts = {
  readonly state: string;
  readonly tier: string;
  readonly price: string;
  readonly marks: readonly string[];
};

export function seatWords(
  map: MapPlan,
  tiers: readonly MapTier[],
  text: MapText,
  language: Language,
  formats: Pick<Formats, 'money' | 'number'>,
): SeatWords {
  const { plan } = map;
  const byCode = new Map(tiers.map((tier) => [tier.code, tier]));
  const price = (code: string): string => {
    const tier = byCode.get(code);
    return tier === undefined ? '' : formats.money(tier.priceMinor, tier.currency);
  };

  function label(name: string, short: string, free: number, codes: readonly string[]): BlockLabel {
    if (free === 0) return { name, short, lines: [[text('soldOut')]] };
    const known = codes.map((code) => byCode.get(code)).filter((tier) => tier !== undefined);
    const cheapest = known.toSorted((a, b) => a.priceMinor - b.priceMinor)[0];
    const left = [text('left', { count: free }), text('leftNumber', { count: free })];
    if (cheapest === undefined) return { name, short, lines: [left] };
    const amount = price(cheapest.code);
    const isRange = new Set(known.map((tier) => tier.priceMinor)).size > 1;
    return { name, short, lines: [left, isRange ? [text('from', { price: amount })] : [amount]] };
  }

  function place(seat: number): string {
    const found = findSeat(plan, seat);
    if (found === undefined) return '';
    const section = blockName(found.level, found.section, language, text);
    return text('place', { section, row: found.row.label, seat: found.seatLabel });
  }

  function pin(group: readonly number[]): string {
    const first = group[0] ?? 0;
    const row = map.rows[map.rowOf[first] ?? 0]?.label ?? '';
    const names = group.map((seat) => map.labels[map.labelOf[seat] ?? 0] ?? '');
    const seats = names.length > 1 ? `${names[0]}–${names.at(-1)}` : (names[0] ?? '');
    return text('pin', { row, seats });
  }

  return {
    place,
    pin,
    places: (seats) =>
      seatGroups(map, seats)
        .map((group) => (group.length === 1 ? place(group[0] ?? 0) : pin(group)))
        .join('; '),
    facts(seat, states, isChosen) {
      const code = map.seats.tiers[map.seats.tier[seat] ?? 0] ?? '';
      return {
        state: isChosen ? text('selected') : text(stateKeys[(states[seat] ?? 3) as 0 | 1 | 2 | 3]),
        tier: byCode.get(code)?.name ?? code,
        price: price(code),
        marks: marksOf(map.seats.flags[seat] ?? 0).map((key) => text(key)),
      };
    },
    onMap: {
      stage: textIn(plan.stage.label, language),
      landmark: ({ kind, label: own }) => (own === undefined ? text(kind) : textIn(own, language)),
      section: ({ section, tiers: indexes }, free) => {
        const codes = indexes.map((index) => map.seats.tiers[index] ?? '');
        return label(textIn(section.label, language), section.code, free, codes);
      },
      area: ({ area }, free) => {
        const name = textIn(area.label, language);
        return label(name, name, free, [area.tier]);
      },
    },
  };
}

/** "Level 1, Section 101"; a name that says its level already says it once. */
export function blockName(
  level: Level,
  section: Section,
  language: Language,
  text: MapText,
): string {
  const levelName = textIn(level.label, language);
  const name = textIn(section.label, language);
  return name.startsWith(levelName) ? name : text('inLevel', { level: levelName, section: name });
}

const stateKeys = {
  [seatStates.AVAILABLE]: 'free',
  [seatStates.HELD]: 'held',
  [seatStates.SOLD]: 'sold',
  [seatStates.BLOCKED]: 'blocked',
} as const;

const marksOf = (flags: number): (keyof typeof seatFlags)[] =>
  (Object.keys(seatFlags) as (keyof typeof seatFlags)[]).filter(
    (name) => (flags & seatFlags[name]) !== 0,
  );
