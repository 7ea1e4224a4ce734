/** The answer to a command, read off the ledger after the change. */
import type { Outcome, Reservation, SeatVersion, Settled } from './commands.ts';
import type { Ledger } from './ledger.ts';

export function settled(ledger: Ledger, reservation: Reservation, repeated: boolean): Settled {
  const seats = 'seats' in reservation.wanted ? reservation.wanted.seats : [];
  return { reservation, seats: seatVersions(ledger, seats), repeated };
}

export function seatVersions(ledger: Ledger, seats: readonly number[]): SeatVersion[] {
  return seats.map((seat) => ({ seat, version: ledger.seats.get(seat)?.version ?? 0 }));
}

/**
 * A batch gives every seat one new version. Of a reservation that gave its seats back, those that
 * somebody else took in the same batch are left out: their version tells of that, not of the return.
 */
export function withoutMovedOn(ledger: Ledger, outcome: Outcome): Outcome {
  const reservation = outcome.ok ? outcome.value.reservation : undefined;
  if (!outcome.ok || reservation === undefined) return outcome;
  const isMine = ({ seat }: SeatVersion): boolean => {
    const holder = ledger.seats.get(seat)?.reservationId ?? null;
    return holder === null || holder === reservation.id;
  };
  const { value } = outcome;
  return value.seats.every(isMine)
    ? outcome
    : { ok: true, value: { ...value, seats: value.seats.filter(isMine) } };
}
