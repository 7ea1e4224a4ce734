/**
 * Where the button of a letter leads. People with an account sign in wherever they are, so they get the plain
 * address; a guest is a cookie, and the letter has to bring the guest along. The link is made here, when the
 * letter is, and stands in no row; behind the # it is in no log either.
 */
import { isGuest } from '../identity/claims.ts';
import { type GuestLinks, type LinkSubject, pathOf } from '../identity/guest-links.ts';
import { parseUuid } from '../lib/uuid-v7.ts';
import type { ComposeDeps } from './compose.ts';
import { readOrderOfTicket } from './sql/ticket.ts';
import type { EventFacts } from './templates/data.ts';

export type LinkDeps = {
  /** `https://host`. */
  readonly siteUrl: string;
  readonly guestLinks: Pick<GuestLinks, 'make'>;
};

export type Link = {
  readonly url: string;
  /** It opens for whoever has the letter. */
  readonly isKey: boolean;
};

/** An order is looked at until its event is over, however long before it was bought. */
const AFTER_START_MS = 2 * 86_400_000;

/** @param owner whose it is: `g:…` or `a:…` */
export function linkTo(
  { siteUrl, guestLinks }: LinkDeps,
  owner: string | undefined,
  subject: LinkSubject,
  { startsAtMs }: Pick<EventFacts, 'startsAtMs'>,
): Link {
  if (owner === undefined || !isGuest(owner)) {
    return { url: new URL(pathOf(subject), siteUrl).href, isKey: false };
  }
  const token = guestLinks.make({ personId: owner, subject }, startsAtMs + AFTER_START_MS);
  return { url: `${new URL('/continue', siteUrl).href}#${token}`, isKey: true };
}

type Of = { readonly eventId: number; readonly event: EventFacts };

/** To the waiting list of an event, as whoever stands on it. */
export async function linkToList(
  deps: ComposeDeps,
  { eventId, event, entryId }: Of & { readonly entryId: string },
): Promise<Link> {
  const subject = { kind: 'waiting_list', eventId, id: entryId } as const;
  return linkTo(deps, await deps.ownerOf(subject), subject, event);
}

/**
 * To the tickets of whoever is told about one of them. Its buyer is told at the address of the order, and gets
 * that; a friend who has received the ticket finds it under "My tickets", in the browser that accepted it.
 */
export async function linkToTickets(
  deps: ComposeDeps,
  { eventId, event, ticketId, to }: Of & { readonly ticketId: string; readonly to: string },
): Promise<Link> {
  const [order] = await deps.db.query(readOrderOfTicket, [ticketId, eventId]);
  const id = order === undefined ? undefined : parseUuid(order.id);
  if (id !== undefined && order?.email === to) {
    const subject = { kind: 'order', eventId, id } as const;
    const owner = await deps.ownerOf(subject);
    if (owner !== undefined && isGuest(owner)) return linkTo(deps, owner, subject, event);
  }
  return { url: new URL('/tickets', deps.siteUrl).href, isKey: false };
}
