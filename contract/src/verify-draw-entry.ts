/** The part of verifying a draw that is about one ticket: its entry in the cohort, its position. */
import { bytesOfHex, hexOf } from './fair-draw-bytes.ts';
import { cohortRootOfPath, entryLeaf } from './fair-draw-cohort.ts';
import type { DrawProof } from './queue.ts';
import { checked, type DrawCheck, failed, passed } from './verify-draw-checks.ts';

/** What the holder of a place has. */
export type DrawTicket = {
  readonly number: number;
  /** 16 bytes in hexadecimal. */
  readonly nonce: string;
  /** What the server says the position is; absent where only the draw is asked. */
  readonly position?: number;
};

export type ClosedCohort = {
  readonly eventId: number;
  readonly size: number;
  /** As in the record, in hexadecimal. */
  readonly root: string;
};

export type Cohort = ClosedCohort & {
  /** Recomputed: the position by number - 1. */
  readonly positions: Uint32Array;
};

/** From 1: in the cohort what was drawn, behind it the number. */
export const positionOf = ({ positions }: Cohort, number: number): number =>
  positions[number - 1] ?? number;

/** The entry is the one of this nonce, and it leads to the root of the record. */
function isEntry(cohort: ClosedCohort, ticket: DrawTicket, proof: DrawProof): boolean {
  const { eventId, size, root } = cohort;
  const leaf = entryLeaf(eventId, ticket.number, bytesOfHex(ticket.nonce));
  if (proof.number !== ticket.number || proof.leaf !== hexOf(leaf)) return false;
  const path = proof.path.map((hash) => bytesOfHex(hash));
  return cohortRootOfPath({ eventId, size, number: ticket.number, leaf, path }) === root;
}

/** The part that can be checked before the draw already. */
export function checkEntry(
  cohort: ClosedCohort,
  ticket: DrawTicket,
  proof: DrawProof | undefined,
): DrawCheck {
  const { number } = ticket;
  if (number > cohort.size) {
    return passed('entry', `Number ${number} came after the cohort: first come, first served.`);
  }
  if (proof === undefined) {
    return failed('entry', `There is no proof that number ${number} is in the cohort.`);
  }
  try {
    return checked(
      'entry',
      isEntry(cohort, ticket, proof),
      `Number ${number} is in the cohort as this ticket.`,
      `Number ${number} is not in the cohort, or not as this ticket.`,
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failed('entry', `The ticket or the proof cannot be read: ${error.message}.`);
  }
}

/** The checks of one ticket against a drawn cohort. */
export function checkTicket(
  cohort: Cohort,
  ticket: DrawTicket,
  proof: DrawProof | undefined,
): readonly DrawCheck[] {
  const entry = checkEntry(cohort, ticket, proof);
  const position = positionOf(cohort, ticket.number);
  const found = checked(
    'position',
    ticket.position === undefined || ticket.position === position,
    `Number ${ticket.number} has position ${position}.`,
    `Number ${ticket.number} was given position ${ticket.position}, but drew ${position}.`,
  );
  return [entry, found];
}
