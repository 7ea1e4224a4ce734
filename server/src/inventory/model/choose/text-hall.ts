/**
 * For tests: halls as pictures, one line a row, the first one nearest to the stage. Seats are 50 cm
 * apart, rows 100 cm, everything in the middle before the focal point.
 *
 *   .  free      X  taken      P  free, and picked      L  taken from those who picked it
 *   w  wheelchair space, free; W taken      c  companion's seat, free; C taken
 *   |  an aisle of two slots
 *
 * A row that ends in " @code" has a tier of its own.
 *
 * A line "= code" begins a section of that code and tier; without one there is the section S. A
 * line "= code tier" says the tier, a line "^" begins a level.
 */
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import type { SeatingPlan, Section, Text } from '@onsale/contract/seating-plan.ts';
import { buildSeatIndex, type SeatIndex } from './seat-index.ts';

export type TextHall = {
  readonly plan: SeatingPlan;
  readonly index: SeatIndex;
  /** Of the seats P and L together, and of L alone. */
  readonly picked: readonly number[];
  readonly lost: readonly number[];
  /** One byte a seat. */
  readonly states: Uint8Array;
};

const SEAT_CM = 50;
const ROW_CM = 100;
const outline = [-10_000, 0, 10_000, 0, 0, 10_000];

const text = (words: string): Text => ({ default: 'en', text: { en: words } });

export function hall(drawn: string): TextHall {
  const lines = drawn
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const levels: SeatingPlan['levels'] = [];
  const level = (): void => {
    const code = `L${levels.length}`;
    levels.push({ code, label: text(code), sections: [], areas: [], landmarks: [] });
  };
  level();
  let seats = '';
  let section: Section | undefined;
  const begin = (code: string, tier: string): Section => {
    const firstSeatNo = seats.length;
    const begun = { code, label: text(code), tier, firstSeatNo, outline, rows: [] };
    levels.at(-1)?.sections.push(begun);
    return begun;
  };
  for (const [y, line] of lines.entries()) {
    const [sign = '', code = 'S', tier = code] = line.split(/\s+/);
    if (sign === '^') level();
    else if (sign === '=') section = begin(code, tier);
    else {
      section ??= begin('S', 'S');
      const row = rowOf(sign, y + 1);
      section.rows.push(code.startsWith('@') ? { ...row, tier: code.slice(1) } : row);
      seats += sign.replaceAll('|', '');
    }
  }
  const seatCount = seats.length;
  const focalPoint = { x: 0, y: 0 };
  const stage = { label: text('Stage'), outline };
  const plan: SeatingPlan = { format: 1, name: text('T'), focalPoint, stage, seatCount, levels };
  const states = Uint8Array.from(seats, (sign) => ('XWCL'.includes(sign) ? 2 : 0));
  return {
    plan,
    index: buildSeatIndex(plan),
    states,
    picked: having(seats, 'PL'),
    lost: having(seats, 'L'),
  };
}

const having = (seats: string, signs: string): number[] =>
  Array.from(seats, (sign, at) => (signs.includes(sign) ? at : -1)).filter((at) => at >= 0);

const rangesOf = (signs: string, line: string): { from: number; to: number }[] =>
  having(line, signs).map((at) => ({ from: at, to: at }));

function rowOf(line: string, y: number): Row {
  const slots = line.replaceAll('|', '||');
  const places = line.replaceAll('|', '');
  const half = ((slots.length - 1) * SEAT_CM) / 2;
  const optional = {
    skip: rangesOf('|', slots),
    accessible: rangesOf('wW', places),
    companion: rangesOf('cC', places),
  };
  return {
    label: String(y),
    seats: places.length,
    shape: { kind: 'line', x1: -half, y1: y * ROW_CM, x2: half, y2: y * ROW_CM },
    ...Object.fromEntries(Object.entries(optional).filter(([, ranges]) => ranges.length > 0)),
  };
}

/** The picture of the same hall with `seats` picked, row by row, without aisles. */
export function picture({ plan, index, states }: TextHall, seats: readonly number[]): string[] {
  let seatNo = 0;
  return plan.levels.flatMap(({ sections }) =>
    sections.flatMap(({ rows }) =>
      rows.map((row) => {
        let line = '';
        for (const end = seatNo + row.seats; seatNo < end; seatNo++) {
          const flag = (index.flags[seatNo] ?? 0) & 3;
          const free = states[seatNo] === 0;
          const sign = flag === 0 ? (free ? '.' : 'X') : ['w', 'c'][flag - 1];
          const plain = free ? sign : sign?.toUpperCase();
          line += seats.includes(seatNo) ? 'P' : plain;
        }
        return line;
      }),
    ),
  );
}
