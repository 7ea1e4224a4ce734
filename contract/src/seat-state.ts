/**
 * The state of every seat of an event in two bits each, packed four to a byte, little end first:
 * seat n is in byte n >> 2 at bits 2 * (n & 3). 20,000 seats are 5,000 bytes, so a whole stadium
 * fits into one answer and into every browser's memory. On the wire it is base64 in JSON.
 *
 * Browsers and the server share this file: only what both have (btoa, atob) is used.
 */

export const seatStates = { AVAILABLE: 0, HELD: 1, SOLD: 2, BLOCKED: 3 } as const;
export type SeatStateName = keyof typeof seatStates;
export type SeatState = (typeof seatStates)[SeatStateName];

const names = ['AVAILABLE', 'HELD', 'SOLD', 'BLOCKED'] as const satisfies readonly SeatStateName[];

/** The name of a state; the two bits leave no state without one. */
export function seatStateName(state: SeatState): SeatStateName {
  return names[state];
}

/** Bytes that `seatCount` seats (an integer >= 0) take. Throws RangeError on anything else. */
export function packedLength(seatCount: number): number {
  if (!Number.isSafeInteger(seatCount) || seatCount < 0) {
    throw new RangeError(`not a number of seats: ${seatCount}`);
  }
  return Math.ceil(seatCount / 4);
}

/** The state of one seat. Throws RangeError when `packed` has no such seat. */
export function getSeatState(packed: Uint8Array, seatNo: number): SeatState {
  const byte = byteOf(packed, seatNo);
  return ((byte >> ((seatNo & 3) * 2)) & 3) as SeatState;
}

/** Changes one seat in place. Throws RangeError when `packed` has no such seat. */
export function setSeatState(packed: Uint8Array, seatNo: number, state: SeatState): void {
  const shift = (seatNo & 3) * 2;
  packed[seatNo >> 2] = (byteOf(packed, seatNo) & ~(3 << shift)) | (checked(state) << shift);
}

/** Packs one state per seat. Throws RangeError on a value outside 0..3. */
export function packSeatStates(states: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(packedLength(states.length));
  for (let seatNo = 0; seatNo < states.length; seatNo++) {
    const bits = checked(states[seatNo]) << ((seatNo & 3) * 2);
    packed[seatNo >> 2] = (packed[seatNo >> 2] ?? 0) | bits;
  }
  return packed;
}

/** One byte per seat, 0..3. Throws RangeError unless `packed` is exactly that many seats. */
export function unpackSeatStates(packed: Uint8Array, seatCount: number): Uint8Array<ArrayBuffer> {
  checkLength(packed, seatCount);
  const states = new Uint8Array(seatCount);
  for (let seatNo = 0; seatNo < seatCount; seatNo++) {
    states[seatNo] = ((packed[seatNo >> 2] ?? 0) >> ((seatNo & 3) * 2)) & 3;
  }
  return states;
}

/** How many seats are in each state; the four numbers add up to `seatCount`. */
export function countSeatStates(
  packed: Uint8Array,
  seatCount: number,
): Record<SeatStateName, number> {
  const counts = { AVAILABLE: 0, HELD: 0, SOLD: 0, BLOCKED: 0 };
  for (const state of unpackSeatStates(packed, seatCount)) counts[names[state as SeatState]]++;
  return counts;
}

// String.fromCharCode takes its bytes as arguments, and engines limit those.
const CHUNK_BYTES = 8_192;

/** Packed states as base64 with padding (RFC 4648 section 4). */
export function encodeSeatStates(packed: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < packed.length; at += CHUNK_BYTES) {
    binary += String.fromCharCode(...packed.subarray(at, at + CHUNK_BYTES));
  }
  return btoa(binary);
}

/**
 * Packed states from base64. Throws RangeError unless `text` is canonical base64 of exactly
 * `seatCount` seats whose unused last bits are zero: one state has one encoding, so equal texts
 * mean equal states.
 */
export function decodeSeatStates(text: string, seatCount: number): Uint8Array<ArrayBuffer> {
  if (text.length !== Math.ceil(packedLength(seatCount) / 3) * 4) {
    throw new RangeError(`not the length of ${seatCount} seats: ${text.length} characters`);
  }
  const packed = Uint8Array.from(binaryOf(text), (character) => character.charCodeAt(0));
  checkLength(packed, seatCount);
  // atob is lenient (white space, stray bits in the last character); coming back must be exact.
  if (encodeSeatStates(packed) !== text) throw new RangeError('not canonical base64');
  return packed;
}

function binaryOf(text: string): string {
  try {
    return atob(text);
  } catch (error) {
    throw new RangeError('not base64', { cause: error });
  }
}

function checkLength(packed: Uint8Array, seatCount: number): void {
  if (packed.length !== packedLength(seatCount)) {
    throw new RangeError(`${packed.length} bytes are not ${seatCount} seats`);
  }
  const used = seatCount & 3;
  const last = packed.at(-1) ?? 0;
  if (used !== 0 && last >> (used * 2) !== 0) throw new RangeError('bits after the last seat');
}

function byteOf(packed: Uint8Array, seatNo: number): number {
  const byte = Number.isSafeInteger(seatNo) && seatNo >= 0 ? packed[(seatNo / 4) | 0] : undefined;
  if (byte === undefined) throw new RangeError(`no such seat: ${seatNo}`);
  return byte;
}

function checked(state: number | undefined): number {
  if (state === 0 || state === 1 || state === 2 || state === 3) return state;
  throw new RangeError(`not a seat state: ${state}`);
}
