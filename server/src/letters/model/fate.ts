/**
 * What becomes of a letter that was not sent at once: tried again after a pause that doubles, until
 * nobody wants it any more. Pure; times in ms.
 */

/** As stored: the index is the value in the database. */
export const letterStates = ['WAITING', 'SENT', 'REFUSED', 'GIVEN_UP', 'VOID'] as const;
export type LetterState = (typeof letterStates)[number];

/** `busy`, `refused` and `failed` are the mailer's words; `waiting`: what it tells is not true yet. */
export type Trouble = 'waiting' | 'busy' | 'refused' | 'failed' | 'broken';

export type Fate =
  | { readonly settle: Exclude<LetterState, 'WAITING'> }
  /** `counts`: it was an attempt; not when nothing was tried. */
  | { readonly againInMs: number; readonly counts: boolean };

export const ATTEMPTS_MAX = 12;
/** From writing: later nobody is helped by it any more. */
export const AGE_MAX_MS = 3 * 86_400_000;
const FIRST_PAUSE_MS = 30_000;
const LAST_PAUSE_MS = 6 * 3_600_000;
const BUSY_PAUSE_MS = 5_000;
const WAIT_FIRST_MS = 500;
const WAIT_LAST_MS = 30_000;

/** `attempts` counts this one; `ageMs` since it was written. */
export function fateAfter(
  trouble: Trouble,
  { attempts, ageMs }: { readonly attempts: number; readonly ageMs: number },
): Fate {
  if (trouble === 'refused') return { settle: 'REFUSED' };
  if (ageMs >= AGE_MAX_MS) return { settle: 'GIVEN_UP' };
  if (trouble === 'busy') return { againInMs: BUSY_PAUSE_MS, counts: false };
  // The older it is, the less often it is looked at: half of its age, within bounds.
  if (trouble === 'waiting') {
    return { againInMs: Math.min(WAIT_LAST_MS, Math.max(WAIT_FIRST_MS, ageMs / 2)), counts: false };
  }
  if (attempts >= ATTEMPTS_MAX) return { settle: 'GIVEN_UP' };
  const pauseMs = FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1);
  return { againInMs: Math.min(LAST_PAUSE_MS, pauseMs), counts: true };
}
