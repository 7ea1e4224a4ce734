/**
 * The life of one named seat as a total table. The two bits of a seat map are the index of its state.
 * Who may cause an event (the owner of a hold, the house) is decided in `decide-*.ts`.
 */
export const seatStates = ['AVAILABLE', 'HELD', 'SOLD', 'BLOCKED'] as const;
export type SeatState = (typeof seatStates)[number];

export const seatEvents = ['hold', 'sell', 'free', 'block', 'unblock'] as const;
export type SeatEvent = (typeof seatEvents)[number];

/** `no` refuses; a state is where the seat goes, possibly the one it is in. */
export const seatTable = {
  AVAILABLE: { hold: 'HELD', sell: 'SOLD', free: 'no', block: 'BLOCKED', unblock: 'AVAILABLE' },
  HELD: { hold: 'no', sell: 'SOLD', free: 'AVAILABLE', block: 'no', unblock: 'no' },
  SOLD: { hold: 'no', sell: 'no', free: 'AVAILABLE', block: 'no', unblock: 'no' },
  BLOCKED: { hold: 'no', sell: 'no', free: 'no', block: 'BLOCKED', unblock: 'AVAILABLE' },
} as const satisfies Record<SeatState, Record<SeatEvent, SeatState | 'no'>>;
