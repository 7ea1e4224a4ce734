/** The answer to a command, read off the ledger after the change. */
import type { Reservation, SeatVersion, Settled } from './commands.ts';
import type { Ledger } from './ledger.ts';

export function settled(ledger: Ledger, reservation: Reservation, repeated: boolean): Settled {
  const seats = 'seats' in reservation.wanted ? reservation.wanted.seats : [];
  return { reservation, seats: seatVersions(ledger, seats), repeated };
}

export function seatVersions(ledger: Ledger, seats: readonly number[]): SeatVersion[] {
  return seats.map((seat) => ({ seat, version: ledger.seats.get(seat)?.version ?? 0 }));
}
