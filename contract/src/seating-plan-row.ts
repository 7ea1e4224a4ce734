/**
 * One row of a seating plan, and the bounds and units that the whole plan shares: a row is a shape
 * and a few ranges instead of one object per seat. See seating-plan.ts for the conventions.
 */
import { Type, type Static } from 'typebox';

export const seatingPlanLimits = {
  seats: 100_000,
  levels: 12,
  sectionsPerLevel: 400,
  rowsPerSection: 200,
  seatsPerRow: 500,
  rangesPerRow: 100,
  areasPerLevel: 50,
  landmarksPerLevel: 100,
  outlinePoints: 200,
  poolCapacity: 1_000_000,
  poolNumber: 65_535,
  /** Two kilometres either side of the origin. */
  coordinateCm: 200_000,
  radiusCm: 400_000,
  textLength: 80,
  codeLength: 16,
} as const;
const limits = seatingPlanLimits;

export const strict = { additionalProperties: false } as const;

export const coordinate = Type.Integer({
  minimum: -limits.coordinateCm,
  maximum: limits.coordinateCm,
});

/** Thousandths of a degree, from straight away from the stage (+y) towards the right (+x). */
const angle = Type.Integer({ minimum: -360_000, maximum: 360_000 });

/**
 * Words without blanks around them and without what PostgreSQL cannot store (NUL) or would not give
 * back as it came (lone surrogates).
 */
export const trimmedLine = String.raw`^(?=\S)(?!.*\s$)[^\u0000-\u001f\u007f\ud800-\udfff]+$`;

/**
 * What is painted on a row or a seat, the same in every language ("12", "A", "가"); the words around
 * it ("Row 12", "12열") belong to the user interface.
 */
export const Code = Type.String({
  minLength: 1,
  maxLength: limits.codeLength,
  pattern: trimmedLine,
});

/** Both ends belong to the range. */
const Range = Type.Object(
  {
    from: Type.Integer({ minimum: 0, maximum: 2 * limits.seatsPerRow }),
    to: Type.Integer({ minimum: 0, maximum: 2 * limits.seatsPerRow }),
  },
  strict,
);
export type Range = Static<typeof Range>;
const Ranges = Type.Array(Range, { minItems: 1, maxItems: limits.rangesPerRow });

/** From the first seat to the last one, evenly spaced. */
const Line = Type.Object(
  {
    kind: Type.Literal('line'),
    x1: coordinate,
    y1: coordinate,
    x2: coordinate,
    y2: coordinate,
  },
  strict,
);

/** As Line, on a circle: x = cx + r sin(angle), y = cy + r cos(angle). */
const Arc = Type.Object(
  {
    kind: Type.Literal('arc'),
    cx: coordinate,
    cy: coordinate,
    r: Type.Integer({ minimum: 1, maximum: limits.radiusCm }),
    from: angle,
    to: angle,
  },
  strict,
);

/** Every seat by hand (imports, tables): x0, y0, x1, y1, ... */
const Points = Type.Object(
  {
    kind: Type.Literal('points'),
    at: Type.Array(coordinate, { minItems: 2, maxItems: 2 * limits.seatsPerRow }),
  },
  strict,
);

export const Row = Type.Object(
  {
    label: Code,
    seats: Type.Integer({ minimum: 1, maximum: limits.seatsPerRow }),
    shape: Type.Union([Line, Arc, Points]),
    /** Slots of the shape where nobody sits: aisles, doors. Never the first or the last slot. */
    skip: Type.Optional(Ranges),
    /** Labels of the seats from the left: first, first + step, ... Without it 1, 2, 3, ... */
    numbering: Type.Optional(
      Type.Object(
        {
          first: Type.Integer({ minimum: 0, maximum: 99_999 }),
          step: Type.Enum([-2, -1, 1, 2]),
        },
        strict,
      ),
    ),
    /** Labels one by one, for schemes that `numbering` cannot say. */
    labels: Type.Optional(Type.Array(Code, { minItems: 1, maxItems: limits.seatsPerRow })),
    /** Where this row's price differs from its section's. */
    tier: Type.Optional(Code),
    // Ranges of the row's seats, counted from 0 at the left.
    accessible: Type.Optional(Ranges),
    companion: Type.Optional(Ranges),
    restrictedView: Type.Optional(Ranges),
  },
  strict,
);
export type Row = Static<typeof Row>;
