/**
 * Holds the lines of the journal against each other and against what the server published, without
 * believing it in anything. Each check is a sentence that is true of a sound sale, with whatever breaks
 * it. Times are compared with a margin, in favour of the server: what is found here is certain. Pure.
 */
import type { Hold, Line } from './journal.ts';
import { type Finding, type Offence, overlaps, type Stay, peak, twice } from './audit-tools.ts';

export type Seen = {
  /** Places there are to sell. */
  readonly capacity: number;
  /** How many may be in at the same time; undefined: there is no waiting room. */
  readonly activeMax: number | undefined;
  /** As the room's own numbers said, each second. */
  readonly active: readonly number[];
  /** Each second, in order; and the version that it came with. */
  readonly servedUpTo: readonly { readonly servedUpTo: number; readonly version: number }[];
  /** By the published draw, recomputed: of number n at n - 1. Undefined: nothing was drawn. */
  readonly positions: ArrayLike<number> | undefined;
  /** What a verifier said about the published record. */
  readonly drawProblems: readonly string[];
};

/** Clocks, networks and caches are off by this much at most. */
const MARGIN_MS = 2_000;

export function auditJournal(lines: readonly Line[], seen: Seen): readonly Finding[] {
  return [
    ...placeChecks(lines, seen),
    ...moneyChecks(lines),
    ...lineChecks(lines, seen),
    {
      id: 'no-odd-answers',
      statement: 'No answer was one that a sale should never give.',
      checked: lines.length,
      offences: lines.flatMap(({ index, unexpected }) =>
        unexpected.map((what) => ({ buyer: index, what })),
      ),
    },
  ];
}

function placeChecks(lines: readonly Line[], { capacity }: Seen): Finding[] {
  const holds = lines.flatMap((line) => line.holds.map((hold) => ({ ...hold, buyer: line.index })));
  const bySeat = Map.groupBy(
    holds.flatMap((hold) =>
      staysOf(hold).flatMap((stay) =>
        hold.seats.map((seat) => ({ seat, buyer: hold.buyer, ...stay })),
      ),
    ),
    ({ seat }) => seat,
  );
  const sold = lines.flatMap(({ purchase }) =>
    purchase?.status === 'complete' ? [purchase.quantity] : [],
  );
  const soldCount = sold.reduce((sum, quantity) => sum + quantity, 0);
  return [
    {
      id: 'seat-acknowledged-once',
      statement: 'No seat was acknowledged to two buyers at the same time.',
      checked: bySeat.size,
      offences: [...bySeat].flatMap(([seat, stays]) =>
        overlaps(stays).map(([a, b]) => ({
          buyer: b.buyer,
          what: `seat ${seat} was buyer ${a.buyer}'s as well`,
        })),
      ),
    },
    {
      id: 'no-more-sold-than-there-is',
      statement: `No more than the ${capacity} places that there are were acknowledged as sold.`,
      checked: sold.length,
      offences: soldCount > capacity ? [{ what: `${soldCount} were sold` }] : [],
    },
    {
      id: 'reservation-readable',
      statement:
        'Every reservation that was acknowledged can be read, and a sold one is confirmed.',
      checked: holds.length,
      offences: holds
        .filter(({ readBack, soldMs }) =>
          soldMs !== undefined ? readBack !== 'CONFIRMED' : !known.has(readBack),
        )
        .map(({ buyer, id, readBack }) => ({ buyer, what: `${id}: ${readBack || 'never read'}` })),
    },
  ];
}

/** When a seat surely was somebody's. A payment that came late leaves a time in which it may have been free. */
function staysOf({ fromMs, untilMs, soldMs }: Hold): Stay[] {
  const held = { fromMs, untilMs: untilMs - MARGIN_MS };
  const forGood = Number.MAX_SAFE_INTEGER;
  if (soldMs === undefined) return [held];
  if (soldMs < held.untilMs) return [{ fromMs, untilMs: forGood }];
  return [held, { fromMs: soldMs, untilMs: forGood }];
}

const known: ReadonlySet<string> = new Set(['PENDING', 'CONFIRMED', 'EXPIRED', 'CANCELLED']);

function moneyChecks(lines: readonly Line[]): Finding[] {
  const purchases = lines.flatMap(({ index, purchase }) =>
    purchase === undefined ? [] : [{ buyer: index, ...purchase }],
  );
  const complete = purchases.filter(({ status }) => status === 'complete');
  const tickets = complete.flatMap((one) =>
    one.tickets.map(({ id, code }) => ({ buyer: one.buyer, id, code })),
  );
  return [
    {
      id: 'paid-has-tickets',
      statement: 'Every paid order has one ticket for each of its places, each with a code.',
      checked: complete.length,
      offences: complete
        .filter(
          ({ quantity, tickets: has }) =>
            has.length !== quantity || has.some(({ code }) => code === ''),
        )
        .map(({ buyer, orderId, quantity, tickets: { length } }) => ({
          buyer,
          what: `${orderId} has ${length} of ${quantity} tickets`,
        })),
    },
    {
      id: 'tickets-unique',
      statement: 'No ticket and no code was given twice.',
      checked: tickets.length,
      offences: [
        ...twice(tickets, ({ id }) => id),
        ...twice(tickets, ({ code, id }) => code || `none of ${id}`),
      ].map(({ buyer, id }) => ({ buyer, what: `ticket ${id}` })),
    },
    {
      id: 'price-as-shown',
      statement: 'Every order costs what the buyer was shown.',
      checked: purchases.length,
      offences: purchases
        .filter(({ totalMinor, shownMinor }) => totalMinor !== shownMinor)
        .map(({ buyer, orderId, totalMinor, shownMinor }) => ({
          buyer,
          what: `${orderId} costs ${totalMinor}, ${shownMinor} was shown`,
        })),
    },
  ];
}

function lineChecks(lines: readonly Line[], seen: Seen): Finding[] {
  const places = lines.flatMap((line) =>
    line.places.map((place) => ({ ...place, buyer: line.index })),
  );
  const entrances = lines.flatMap(({ index, entrance }) =>
    entrance === undefined ? [] : [{ buyer: index, ...entrance }],
  );
  const pushes = lines.flatMap(({ index, push }) =>
    push === undefined ? [] : [{ buyer: index, ...push }],
  );
  const drawn = places.filter(({ position }) => position !== undefined);
  return [
    {
      id: 'number-is-one-persons',
      statement: 'A number was drawn by one buyer only, and stays the same in every tab.',
      checked: places.length,
      offences: [
        ...twice(places, ({ number }) => String(number)).map(({ buyer, number }) => ({
          buyer,
          what: `number ${number} was drawn before`,
        })),
        ...places
          .filter(({ otherNumber }) => otherNumber !== undefined)
          .map(({ buyer, number, otherNumber }) => ({
            buyer,
            what: `number ${number} was ${otherNumber} in another tab`,
          })),
      ],
    },
    {
      id: 'position-is-the-draws',
      statement:
        'Every position that the server said is the one that follows from the published draw.',
      checked: drawn.length,
      offences: [
        ...seen.drawProblems.map((what) => ({ what })),
        ...drawn
          .filter(({ number, position }) => position !== positionIn(seen.positions, number))
          .map(({ buyer, number, position }) => ({
            buyer,
            what: `number ${number}: ${position}, drawn ${positionIn(seen.positions, number)}`,
          })),
      ],
    },
    {
      id: 'nobody-before-their-turn',
      statement: 'Nobody was let in before servedUpTo had reached their position.',
      checked: entrances.length + pushes.length,
      offences: [
        ...entrances.filter((one) => one.servedUpTo < one.position && !wasPushed(pushes, one)),
        ...pushes.filter((one) => one.granted && one.servedUpToAfter < one.position),
      ].map(({ buyer, position }) => ({
        buyer,
        what: `position ${position} was let in too early`,
      })),
    },
    {
      id: 'line-only-moves-on',
      statement: 'servedUpTo never went back.',
      checked: seen.servedUpTo.length,
      offences: backSteps(seen.servedUpTo),
    },
    capCheck(entrances, seen),
  ];
}

const positionIn = (positions: ArrayLike<number> | undefined, number: number): number =>
  positions?.[number - 1] ?? number;

const wasPushed = (
  pushes: readonly { buyer: number; granted: boolean }[],
  one: { buyer: number },
) => pushes.some(({ buyer, granted }) => granted && buyer === one.buyer);

function backSteps(steps: Seen['servedUpTo']): Offence[] {
  const offences: Offence[] = [];
  let last = { servedUpTo: 0, version: -1 };
  // A lower version is older news from a cache or another process.
  for (const step of steps.filter(({ version }) => version >= 0)) {
    if (step.version < last.version) continue;
    if (step.servedUpTo < last.servedUpTo) {
      offences.push({ what: `from ${last.servedUpTo} back to ${step.servedUpTo}` });
    }
    last = step;
  }
  return offences;
}

function capCheck(
  entrances: readonly { fromMs: number; untilMs: number }[],
  { activeMax, active }: Seen,
): Finding {
  const surely = entrances.map(({ fromMs, untilMs }) => ({ fromMs, untilMs: untilMs - MARGIN_MS }));
  const most = Math.max(
    peak(surely),
    active.reduce((max, one) => Math.max(max, one), 0),
  );
  return {
    id: 'cap-holds',
    statement:
      activeMax === undefined
        ? 'There was no cap on those who buy at the same time.'
        : `Never more than ${activeMax} people were buying at the same time.`,
    checked: entrances.length,
    offences: activeMax !== undefined && most > activeMax ? [{ what: `${most} were in` }] : [],
  };
}
