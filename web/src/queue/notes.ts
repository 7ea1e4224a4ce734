/**
 * What this browser has noted about a draw before it was made: the commitment when a place was taken,
 * and the fingerprint of the list when it closed. Kept beyond the tab, because it is for comparing later.
 */
import { isRecord, isText } from '../purchase/stored.ts';

export type DrawNote = {
  readonly commitment: string;
  /** Ms since the epoch, by the server's time. */
  readonly notedAtMs: number;
  readonly root?: string;
};

const name = (eventId: number): string => `onsale:draw-note:${eventId}`;

export function readNote(eventId: number): DrawNote | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name(eventId)) ?? 'null');
    if (!isRecord(value) || !isText(value['commitment'])) return undefined;
    const { commitment, notedAtMs, root } = value;
    if (typeof notedAtMs !== 'number') return undefined;
    return { commitment, notedAtMs, ...(isText(root) && { root }) };
  } catch {
    return undefined;
  }
}

function write(eventId: number, note: DrawNote): void {
  try {
    localStorage.setItem(name(eventId), JSON.stringify(note));
  } catch {
    // Storage is switched off: then there is nothing to compare with.
  }
}

/** What was noted first stays: a later story is what it has to be compared with. */
export function noteCommitment(eventId: number, commitment: string, nowMs: number): void {
  if (readNote(eventId) === undefined) write(eventId, { commitment, notedAtMs: nowMs });
}

/** @see noteCommitment */
export function noteRoot(eventId: number, root: string): void {
  const note = readNote(eventId);
  if (note !== undefined && note.root === undefined) write(eventId, { ...note, root });
}
