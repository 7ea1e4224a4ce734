/**
 * Reads what the holder of a place has in hand, in any of its forms: the entry as the API answers it,
 * the ticket in it, or just `number:nonce`. The signature of a ticket is not looked at: number and
 * nonce are proven by the cohort's root.
 */
import type { DrawTicket } from './verify-draw-entry.ts';

export type ReadDrawTicket = DrawTicket & { readonly eventId?: number };

const TEXT_MAX = 10_000;

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

/** `payload.signature`, both in base64url; the payload is JSON. */
function payloadOf(token: string): unknown {
  const [, payload] = /^([\w-]+)\.[\w-]+$/.exec(token) ?? [];
  if (payload === undefined || payload.length % 4 === 1) return undefined;
  return parsed(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
}

function ticketOf(value: unknown): ReadDrawTicket | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('entry' in value) return ticketOf(value.entry);
  const { number, nonce, position, event, eventId = event } = value as Record<string, unknown>;
  if (!isCount(number) || typeof nonce !== 'string' || !/^[0-9a-f]{32}$/.test(nonce)) {
    return undefined;
  }
  return {
    number,
    nonce,
    ...(isCount(position) && { position }),
    ...(isCount(eventId) && { eventId }),
  };
}

/** Undefined when it is none of these forms. */
export function readDrawTicket(text: string): ReadDrawTicket | undefined {
  const trimmed = text.trim();
  if (trimmed.length > TEXT_MAX) return undefined;
  const [, number, nonce] = /^(\d+):([0-9a-f]{32})$/i.exec(trimmed) ?? [];
  if (number !== undefined && nonce !== undefined) {
    return ticketOf({ number: Number(number), nonce: nonce.toLowerCase() });
  }
  return ticketOf(trimmed.startsWith('{') ? parsed(trimmed) : payloadOf(trimmed));
}
