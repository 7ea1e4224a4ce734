/**
 * Brings what this device keeps up to date with what the server has just said: whose it is, which
 * tickets, their codes. Told afterwards: how many have changed. Somebody who signs out meanwhile is not
 * kept any more.
 */
import { productApi } from '@onsale/contract/product-api.ts';
import type { Api } from '../api/client.ts';
import type { Ticket } from '../purchase/queries.ts';
import { hasSessionHint } from '../session/hint.ts';
import { type KeptTickets, readKept, writeKept } from './kept-store.ts';
import { changesBetween, opensADoor, worthKeeping } from './merge-kept.ts';

/** Codes that are asked for at the same time. */
const AT_ONCE = 3;

export type Keeping = { readonly kept: KeptTickets; readonly changes: number };

/** Undefined: nothing was kept, because nobody is here or nothing can be stored. */
export async function keepTickets(
  api: Api,
  tickets: readonly Ticket[],
  nowMs: number,
): Promise<Keeping | undefined> {
  if (!hasSessionHint()) return undefined;
  const who = await api.call(productApi.readSession);
  if (!who.ok) return undefined;
  const { personId } = who.value.session;
  const before = await readKept();
  const known = before?.personId === personId ? before.tickets : [];
  const wanted = worthKeeping(tickets, nowMs);
  const coded: Ticket[] = [];
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    // A few at a time: at the door others want the network, too.
    // oxlint-disable-next-line no-await-in-loop
    coded.push(...(await Promise.all(some.map((one) => withCode(api, one, known)))));
  }
  const kept: KeptTickets = { form: 1, personId, syncedAtMs: nowMs, tickets: coded };
  if (!hasSessionHint() || !(await writeKept(kept))) return undefined;
  return { kept, changes: changesBetween(known, tickets, nowMs) };
}

/** Where the code cannot be had now, the one that was kept has to do. */
async function withCode(api: Api, ticket: Ticket, known: readonly Ticket[]): Promise<Ticket> {
  if (!opensADoor(ticket)) return ticket;
  const params = { eventId: ticket.eventId, ticketId: ticket.id };
  const outcome = await api.call(productApi.readTicket, { params });
  if (outcome.ok) return outcome.value.ticket;
  const code = known.find(({ id }) => id === ticket.id)?.code;
  return code === undefined ? ticket : { ...ticket, code };
}
