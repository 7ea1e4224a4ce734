/** Which commands may share a batch of a fast path: those that cannot spoil it for each other. */
import { seatsOf } from './claim-seats-batch.ts';
import type { Place } from './model/commands.ts';

/** Two commands with the same id or key in one batch would break it; the second waits for its verdict. */
export function idGate(): (command: Place) => boolean {
  const seen = new Set<string>();
  return (command) => {
    const key =
      command.key && `${command.owner.principalId} ${command.key.route} ${command.key.key}`;
    if (seen.has(command.id) || (key !== undefined && seen.has(key))) return false;
    seen.add(command.id);
    if (key !== undefined) seen.add(key);
    return true;
  };
}

/** Two commands for one seat: the second waits, for the first may fail. */
export function seatGate(): (command: Place) => boolean {
  const ids = idGate();
  const seats = new Set<number>();
  return (command) => {
    const list = seatsOf(command);
    if (list.some((seat) => seats.has(seat)) || !ids(command)) return false;
    for (const seat of list) seats.add(seat);
    return true;
  };
}
