/** Places in lists of tickets, as opaque text: pages never shift when tickets come in between. */
import { parseUuid } from '../../lib/uuid-v7.ts';

/** Reservation, event, admission. */
export type Place = readonly [string, number, number];

/** Before the latest reservation that can be. */
export const firstPlace: Place = ['ffffffff-ffff-ffff-ffff-ffffffffffff', 0, 0];
/** Before the first ticket that can be. */
export const firstTicket = '00000000-0000-0000-0000-000000000000';

const ADMISSION_MAX = 100;
const DECIMAL = /^\d{1,16}$/;

export const placeText = (place: Place): string =>
  Buffer.from(place.join('.')).toString('base64url');

/** Undefined: it is not one of ours. */
export function placeIn(cursor: string): Place | undefined {
  const [id = '', event = '', admission = '', ...rest] = plain(cursor).split('.');
  const reservationId = parseUuid(id);
  const numbers = [event, admission].map((text) =>
    DECIMAL.test(text) ? Number(text) : Number.NaN,
  );
  const [eventId = Number.NaN, nth = Number.NaN] = numbers;
  const isOurs = Number.isSafeInteger(eventId) && nth <= ADMISSION_MAX && rest.length === 0;
  return reservationId !== undefined && isOurs ? [reservationId, eventId, nth] : undefined;
}

export const ticketText = (ticketId: string): string => Buffer.from(ticketId).toString('base64url');

/** Undefined: it is not one of ours. */
export const ticketIn = (cursor: string): string | undefined => parseUuid(plain(cursor));

const plain = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();
