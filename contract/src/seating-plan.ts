/**
 * The seating plan on the wire: an immutable, versioned description of a hall that a CDN may keep
 * for ever. Geometry is static and state is tiny, so nothing here says who sits where.
 *
 * Lengths are integer centimetres, angles integer thousandths of a degree (at 100 m from the centre
 * that is 2 mm). All levels share one origin: x grows to the right, y grows away from the stage, as
 * on a map with the stage at the top. "Left to right" is what a person sees who faces the stage.
 *
 * Seats are numbered 0..seatCount-1: level by level, section by section, row by row, left to right.
 * Neighbours in a row therefore have consecutive numbers. A row is a shape and a few ranges instead
 * of one object per seat, which keeps 20,000 seats at a few kilobytes.
 */
import { Type, type Static } from 'typebox';
import {
  Code,
  coordinate,
  Row,
  seatingPlanLimits as limits,
  strict,
  trimmedLine,
} from './seating-plan-row.ts';

const translation = Type.String({
  minLength: 1,
  maxLength: limits.textLength,
  pattern: trimmedLine,
});

/** What a person reads: a default language, which is always there, and its translations. */
export const Text = Type.Object(
  {
    default: Type.Enum(['en', 'ko']),
    text: Type.Object({ en: Type.Optional(translation), ko: Type.Optional(translation) }, strict),
  },
  strict,
);
export type Text = Static<typeof Text>;
export type Language = Text['default'];

/** Corners x0, y0, x1, y1, ...; the last corner joins the first. */
export const Outline = Type.Array(coordinate, { minItems: 6, maxItems: limits.outlinePoints * 2 });
export type Outline = Static<typeof Outline>;

export const Section = Type.Object(
  {
    code: Code,
    label: Text,
    tier: Code,
    /** Number of the first seat; repeated here so that a reader need not count. */
    firstSeatNo: Type.Integer({ minimum: 0, maximum: limits.seats }),
    outline: Outline,
    rows: Type.Array(Row, { minItems: 1, maxItems: limits.rowsPerSection }),
  },
  strict,
);
export type Section = Static<typeof Section>;

/** General admission: a number of places instead of seats. */
export const Area = Type.Object(
  {
    pool: Type.Integer({ minimum: 1, maximum: limits.poolNumber }),
    label: Text,
    tier: Code,
    capacity: Type.Integer({ minimum: 1, maximum: limits.poolCapacity }),
    outline: Outline,
  },
  strict,
);
export type Area = Static<typeof Area>;

/** Drawn so that people find their way; nothing is sold there. */
const Landmark = Type.Object(
  {
    kind: Type.Enum(['pillar', 'console', 'entrance']),
    label: Type.Optional(Text),
    outline: Outline,
  },
  strict,
);
export type Landmark = Static<typeof Landmark>;

export const Level = Type.Object(
  {
    code: Code,
    label: Text,
    sections: Type.Array(Section, { maxItems: limits.sectionsPerLevel }),
    areas: Type.Array(Area, { maxItems: limits.areasPerLevel }),
    landmarks: Type.Array(Landmark, { maxItems: limits.landmarksPerLevel }),
  },
  strict,
);
export type Level = Static<typeof Level>;

export const SeatingPlan = Type.Object(
  {
    format: Type.Literal(1),
    name: Text,
    /** Where everybody looks: best-available seats are ranked by the distance to it. */
    focalPoint: Type.Object({ x: coordinate, y: coordinate }, strict),
    stage: Type.Object({ label: Text, outline: Outline }, strict),
    seatCount: Type.Integer({ minimum: 0, maximum: limits.seats }),
    levels: Type.Array(Level, { minItems: 1, maxItems: limits.levels }),
  },
  strict,
);
export type SeatingPlan = Static<typeof SeatingPlan>;
