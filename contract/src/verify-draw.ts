/**
 * Verifies a draw from its public record (docs/fair-draw.md), and one ticket against it: what the page
 * "verify my place" and `npm run verify-draw` do. It fetches nothing and trusts nothing that it can
 * compute. What it cannot know is what was published when: that is what noted values are for.
 */
import { randomnessOf } from './beacon.ts';
import { bytesOfHex } from './fair-draw-bytes.ts';
import { commitmentOf, DRAW_VERSION, type DrawTerms, encodeTerms } from './fair-draw-terms.ts';
import { drawKeyOf, drawPositions, orderHashOf } from './fair-draw.ts';
import type { DrawProof, DrawRecord } from './queue.ts';
import {
  basisOf,
  type BeaconFacts,
  checkBeacon,
  type DrawBasis,
  isKnownChain,
} from './verify-draw-beacon.ts';
import { checked, type DrawCheck, failed, passed, remark } from './verify-draw-checks.ts';
import { checkEntry, checkTicket, type DrawTicket, positionOf } from './verify-draw-entry.ts';

export type VerifyDrawOptions = {
  /** The event that the record should be of. */
  readonly eventId?: number;
  /** The commitment as noted before the first number was handed out, in hexadecimal. */
  readonly commitment?: string;
  /** The root of the cohort as noted when it closed, in hexadecimal. */
  readonly root?: string;
  readonly ticket?: DrawTicket;
  /** That the ticket's entry is in the cohort; not needed for who came after it. */
  readonly proof?: DrawProof;
  /** True: a draw that does not rest on a known public beacon fails. */
  readonly mustRestOnBeacon?: boolean;
};

export type DrawVerdict = {
  /** No check has failed. */
  readonly isValid: boolean;
  /** The cohort has closed and its root is published: it cannot change unnoticed any more. */
  readonly isClosed: boolean;
  /** False before the draw: then there is little to check. */
  readonly isDrawn: boolean;
  readonly checks: readonly DrawCheck[];
  /** The rest is there when the draw could be recomputed. */
  readonly basis?: DrawBasis;
  /** By number - 1: the position in the cohort, from 1. */
  readonly positions?: Uint32Array;
  /** Of the ticket. */
  readonly position?: number;
};

/** The public terms of a record. Undefined when it lacks the beacon that its mode needs. */
export function termsOf({ eventId, mode, beacon }: DrawRecord): DrawTerms | undefined {
  if (mode === 'operator') return { eventId, mode };
  return beacon && { eventId, mode, beacon };
}

const hexMatches = (one: string, other: string): boolean => one.toLowerCase() === other;

/** What can be checked before the draw already. */
function checkNoted(record: DrawRecord, options: VerifyDrawOptions): readonly DrawCheck[] {
  const { eventId, commitment, root } = options;
  const checks: DrawCheck[] = [];
  if (eventId !== undefined) {
    const is = eventId === record.eventId;
    const whenFalse = `The record is of event ${record.eventId}, not of event ${eventId}.`;
    checks.push(checked('event', is, `The record is of event ${eventId}.`, whenFalse));
  }
  if (commitment !== undefined) {
    const is = hexMatches(commitment, record.commitment);
    const whenFalse = `The commitment is ${record.commitment}, not the one you noted.`;
    checks.push(checked('noted_commitment', is, 'The commitment is the one you noted.', whenFalse));
  }
  if (root !== undefined && record.cohortRoot !== undefined) {
    const is = hexMatches(root, record.cohortRoot);
    const whenFalse = `The root of the cohort is ${record.cohortRoot}, not the one you noted.`;
    checks.push(
      checked('noted_root', is, 'The root of the cohort is the one you noted.', whenFalse),
    );
  }
  return checks;
}

/** What is published when the cohort has closed. */
type Closed = {
  readonly terms: DrawTerms;
  readonly cohortSize: number;
  readonly cohortRoot: string;
  readonly closedAtMs: number;
};

/** The record with everything that a draw leaves behind. */
type Drawn = Closed & {
  readonly record: DrawRecord;
  readonly seed: Uint8Array;
  readonly facts: BeaconFacts;
};

/** Undefined before the cohort has closed. Throws a RangeError when something cannot be read. */
function closedOf(record: DrawRecord): Closed | undefined {
  const terms = termsOf(record);
  if (record.version !== DRAW_VERSION) throw new RangeError(`unknown version ${record.version}`);
  if (terms === undefined) throw new RangeError('the terms name no beacon');
  encodeTerms(terms);
  const { cohortSize, cohortRoot, closedAt } = record;
  const parts = [cohortSize, cohortRoot, closedAt].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const closedAtMs = Date.parse(closedAt ?? '');
  if (cohortSize === undefined || cohortRoot === undefined || Number.isNaN(closedAtMs)) {
    throw new RangeError('the record has only a part of a closed cohort');
  }
  bytesOfHex(cohortRoot, 32);
  return { terms, cohortSize, cohortRoot, closedAtMs };
}

/** Undefined before the draw. Throws a RangeError when something cannot be read. */
function drawnOf(record: DrawRecord, closed: Closed | undefined): Drawn | undefined {
  const { seed, beaconRound, restsOn, orderHash } = record;
  if (seed === undefined) {
    const isEarly = [beaconRound, restsOn, orderHash].some((part) => part !== undefined);
    if (isEarly) throw new RangeError('the record has parts of a draw, but no seed');
    return undefined;
  }
  if (closed === undefined) throw new RangeError('the record has a seed, but no closed cohort');
  const facts = { terms: closed.terms, closedAtMs: closed.closedAtMs, used: beaconRound };
  return { ...closed, record, seed: bytesOfHex(seed, 32), facts };
}

/** Closed, not drawn yet: whoever brings a proof learns that their entry is in. */
function verifyClosed(closed: Closed, { ticket, proof }: VerifyDrawOptions): DrawVerdict {
  const { terms, cohortSize: size, cohortRoot: root } = closed;
  const mayCheck = ticket !== undefined && (proof !== undefined || ticket.number > size);
  const checks = mayCheck
    ? [checkEntry({ eventId: terms.eventId, size, root }, ticket, proof)]
    : [];
  return { isValid: true, isClosed: true, isDrawn: false, checks };
}

function checkBasis({ record, facts }: Drawn, options: VerifyDrawOptions): DrawCheck {
  const basis = basisOf(facts);
  const { terms } = facts;
  if (record.restsOn !== undefined && record.restsOn !== basis) {
    return failed('basis', `The record says it rests on the ${record.restsOn}: it does not.`);
  }
  if (basis === 'beacon' && terms.mode === 'beacon') {
    const message = 'Nobody could know the order before the round, not even the operator.';
    if (isKnownChain(terms.beacon)) return passed('basis', message);
    const less = 'The order rests on a beacon that is not known here.';
    return options.mustRestOnBeacon === true ? failed('basis', less) : remark('basis', less);
  }
  const message =
    'The order rests on the operator alone: whoever knew the seed before the cohort closed could ' +
    'have chosen who joins when.';
  return options.mustRestOnBeacon === true ? failed('basis', message) : remark('basis', message);
}

function checkOrder({ orderHash }: DrawRecord, positions: Uint32Array): DrawCheck {
  if (orderHash === undefined) {
    return remark('order', 'The record has no hash of the order: check your own position.');
  }
  return checked(
    'order',
    orderHash === orderHashOf(positions),
    `The order of all ${positions.length} is the one that was drawn.`,
    'The order in use is not the one that follows from the draw.',
  );
}

async function verifyDrawn(drawn: Drawn, options: VerifyDrawOptions): Promise<DrawVerdict> {
  const { record, terms, seed, cohortSize, cohortRoot, facts } = drawn;
  const basis = basisOf(facts);
  const random = basis === 'beacon' && facts.used && { beaconRandomness: randomnessOf(facts.used) };
  const key = drawKeyOf({ seed, terms, cohortSize, ...random });
  const positions = await drawPositions(key, cohortSize);
  const cohort = { eventId: terms.eventId, size: cohortSize, root: cohortRoot, positions };
  const { ticket, proof } = options;
  const beaconChecks = checkBeacon(facts);
  const isBeaconWrong = beaconChecks.some(({ outcome }) => outcome === 'failed');
  const checks = [
    checked(
      'commitment',
      commitmentOf(seed, terms) === record.commitment,
      'The seed and the terms are those that were committed to.',
      'The seed or the terms are not those that were committed to.',
    ),
    ...beaconChecks,
    // When the beacon is wrong, there is no telling what the order rests on.
    ...(isBeaconWrong ? [] : [checkBasis(drawn, options)]),
    checkOrder(record, positions),
    ...(ticket === undefined ? [] : checkTicket(cohort, ticket, proof)),
  ];
  const position = ticket && { position: positionOf(cohort, ticket.number) };
  return { isValid: true, isClosed: true, isDrawn: true, checks, basis, positions, ...position };
}

/**
 * Recomputes a draw. Answers, and does not throw, whatever the record holds; a million people take
 * about 0.2 s.
 */
export async function verifyDraw(
  record: DrawRecord,
  options: VerifyDrawOptions = {},
): Promise<DrawVerdict> {
  const noted = checkNoted(record, options);
  let verdict: DrawVerdict = { isValid: true, isClosed: false, isDrawn: false, checks: [] };
  try {
    const closed = closedOf(record);
    const drawn = drawnOf(record, closed);
    if (drawn !== undefined) verdict = await verifyDrawn(drawn, options);
    else if (closed !== undefined) verdict = verifyClosed(closed, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const checks = [failed('format', `The record cannot be read: ${error.message}.`)];
    const isDrawn = record.seed !== undefined;
    verdict = { isValid: false, isClosed: record.cohortRoot !== undefined, isDrawn, checks };
  }
  const checks = [...noted, ...verdict.checks];
  return { ...verdict, checks, isValid: checks.every(({ outcome }) => outcome !== 'failed') };
}
