/**
 * Passes: a signed token says that somebody was let in to an event's sale. It is checked in process,
 * without the database; that an admission has ended early is heard from the outbox.
 */
import { LRUCache } from 'lru-cache';
import { createSigner, type Secrets } from '../identity/tokens.ts';
import type { RunningAdmission } from './model/room.ts';

/** Short names: it travels with every booking. Times in ms since the epoch, of the database. */
export type Pass = {
  readonly v: 1;
  /** Event. */
  readonly e: number;
  /** Admission. */
  readonly i: string;
  /** Person. */
  readonly p: string;
  /** Let in at. */
  readonly a: number;
  /** Ends at the latest. */
  readonly x: number;
};

export type Passes = {
  write(admission: RunningAdmission): string;
  /** Undefined when it was not signed by us as a pass. What it says may be over. */
  read(text: string): Pass | undefined;
};

/** Passes remembered: everybody who is in has one. */
const PASSES_MAX = 50_000;

export function createPasses(secrets: Secrets): Passes {
  const signer = createSigner(secrets, 'pass');
  const known = new LRUCache<string, Pass>({ max: PASSES_MAX });
  return {
    write: ({ id, eventId, personId, admittedAtMs, endsAtMs }) =>
      signer.sign({
        v: 1,
        e: eventId,
        i: id,
        p: personId,
        a: admittedAtMs,
        x: endsAtMs,
      } satisfies Pass),
    read(text) {
      const remembered = known.get(text);
      if (remembered !== undefined) return remembered;
      const pass = signer.open(text) as Pass | undefined;
      if (pass?.v !== 1) return undefined;
      known.set(text, pass);
      return pass;
    },
  };
}
