/**
 * When somebody who waits asks for the status again: the longer the wait, the later, and never all at
 * the same moment. The server sends the numbers with the status; pages and rehearsals follow this law.
 * A hidden page does not ask at all; it asks at once when it is seen again.
 */
import type { QueueStatus } from './queue.ts';

export type QueuePoll = QueueStatus['poll'];

/** docs/simulation.md says how these were chosen. */
export const queuePoll: QueuePoll = {
  floorMs: 2_000,
  ceilingMs: 30_000,
  divisor: 20,
  jitter: 0.25,
};

/**
 * Milliseconds until the next question. `waitMs`: expected time until one's turn; Infinity if nobody can
 * tell. `random`: in [0, 1).
 */
export function askAgainMs(poll: QueuePoll, waitMs: number, random: number): number {
  const wanted = Number.isNaN(waitMs) ? poll.ceilingMs : waitMs / poll.divisor;
  const spaced = Math.max(poll.floorMs, Math.min(poll.ceilingMs, wanted));
  return Math.round(spaced * (1 + random * poll.jitter));
}

/**
 * Before the sale everybody waits for the same moment, so nobody comes closer to it in smaller steps:
 * the last question is spread over a third of the ceiling after it. The order is drawn by then, and
 * whoever asks first wins nothing. While the lot is being drawn: `untilSaleMs` of 0.
 */
export function askBeforeSaleMs(poll: QueuePoll, untilSaleMs: number, random: number): number {
  const regular = askAgainMs(poll, Infinity, random);
  if (regular < untilSaleMs) return regular;
  const spreadMs = poll.ceilingMs / 3;
  return Math.round(Math.max(poll.floorMs, Math.max(0, untilSaleMs) + random * spreadMs));
}

/**
 * Nothing is in the way, and nobody has been called in the last minute: so many a minute, at a guess.
 * Whoever is first in a line that is about to move should not wait half a minute to hear of it.
 */
const GUESSED_PER_MINUTE = 60;

/**
 * Expected time until position `position` is called; Infinity while something keeps the line from
 * moving. Where `perMinute` is 0 it is a guess at best: good for asking again, not for showing.
 */
export function waitMsOf(
  status: Pick<QueueStatus, 'servedUpTo' | 'perMinute' | 'reason'>,
  position: number,
): number {
  const { servedUpTo, perMinute, reason } = status;
  const ahead = position - servedUpTo;
  if (ahead <= 0) return 0;
  if (perMinute > 0) return (ahead / perMinute) * 60_000;
  const isFree = reason === 'ok' || reason === 'nobody';
  return isFree ? (ahead / GUESSED_PER_MINUTE) * 60_000 : Infinity;
}
