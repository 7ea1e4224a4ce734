/**
 * The links of letters to guests. A guest is a cookie, so a plain address would be a dead end on any other
 * device: the link carries who the guest is, signed. It is made when a letter is composed and kept nowhere.
 * Whoever has it has what the guest has of that subject, like whoever has the letter has its tickets.
 */
import type { Clock } from '../lib/clock.ts';
import { isGuest } from './claims.ts';
import { createSigner, type Secrets } from './tokens.ts';

/** What a letter is about: an order, or a place on the waiting list of an event. */
export type LinkSubject = {
  readonly kind: 'order' | 'waiting_list';
  readonly eventId: number;
  /** Of the order or the entry. */
  readonly id: string;
};

export type GuestLink = { readonly personId: string; readonly subject: LinkSubject };

export type GuestLinks = {
  /** A token that is good for as long as a guest is remembered, and at least until that moment. */
  make(link: GuestLink, atLeastUntilMs?: number): string;
  /** Undefined: not made by us, or its time is over. */
  read(token: string): GuestLink | undefined;
};

export type GuestLinksOptions = {
  readonly secrets: Secrets;
  readonly guestMs: number;
  readonly clock: Pick<Clock, 'nowMs'>;
};

/** The page of it, which shows it to whoever it belongs to. */
export const pathOf = ({ kind, eventId, id }: LinkSubject): string =>
  kind === 'order' ? `/events/${eventId}/orders/${id}` : `/events/${eventId}/waiting-list`;

/** Signed as they are: short names, because the link is read by people. */
type Wire = {
  readonly v: 1;
  readonly p: string;
  readonly s: keyof typeof kinds;
  readonly n: number;
  readonly i: string;
  readonly e: number;
};

const kinds = { o: 'order', w: 'waiting_list' } as const;

export function createGuestLinks({ secrets, guestMs, clock }: GuestLinksOptions): GuestLinks {
  const signer = createSigner(secrets, 'guest-link');
  return {
    make({ personId, subject: { kind, eventId, id } }, atLeastUntilMs = 0) {
      const e = Math.max(clock.nowMs() + guestMs, atLeastUntilMs);
      const s = kind === 'order' ? 'o' : 'w';
      const wire: Wire = { v: 1, p: personId, s, n: eventId, i: id, e };
      return signer.sign(wire);
    },
    read(token) {
      const wire = signer.open(token) as Partial<Wire> | null | undefined;
      if (wire?.v !== 1 || wire.s === undefined || !(wire.s in kinds)) return undefined;
      const { p = '', s, n = 0, i = '', e = 0 } = wire;
      if (!isGuest(p) || e <= clock.nowMs()) return undefined;
      return { personId: p, subject: { kind: kinds[s], eventId: n, id: i } };
    },
  };
}
