/** What is typed at checkout. Kept in this tab, so that nothing typed is ever lost. */
import { useState } from 'react';
import type { Session } from '@onsale/contract/session.ts';
import { isEmail } from '../../lib/email.ts';
import type { Order } from '../../purchase/queries.ts';
import type { TicketType } from '../../purchase/place-lines.ts';
import { isRecord, isText, useStored } from '../../purchase/stored.ts';
import { cards, type CardName } from './cards.ts';

type Contact = { readonly email: string; readonly name: string };

const isContact = (value: unknown): value is Contact =>
  isRecord(value) && isText(value['email']) && isText(value['name']);
const isTypes = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);
const isCard = (value: unknown): value is CardName => isText(value) && Object.hasOwn(cards, value);

export type Form = {
  readonly email: string;
  readonly name: string;
  readonly setEmail: (email: string) => void;
  readonly setName: (name: string) => void;
  /** One per place. */
  readonly types: readonly (TicketType | undefined)[];
  readonly setType: (at: number, code: string) => void;
  /** Who comes, one per place. */
  readonly attendees: readonly string[];
  readonly setAttendee: (at: number, name: string) => void;
  readonly card: CardName;
  readonly setCard: (card: CardName) => void;
  /** Fields with something wrong, once somebody has tried to pay. */
  readonly errors: {
    readonly email?: 'missing' | 'invalid';
    readonly name?: 'invalid';
    readonly attendees?: 'missing';
  };
  readonly isShown: boolean;
  readonly show: () => void;
};

type Given = {
  readonly reservationId: string;
  readonly count: number;
  readonly ticketTypes: readonly TicketType[];
  readonly askNames: boolean;
  readonly session: Session | null | undefined;
  readonly order: Order | undefined;
};

export function useForm(given: Given): Form {
  const { reservationId, count, ticketTypes, askNames, session, order } = given;
  const [contact, setContact] = useStored<Contact>('contact', { email: '', name: '' }, isContact);
  const [codes, setCodes] = useStored<readonly string[]>(
    `types:${reservationId}`,
    order?.lines.map(({ ticketType }) => ticketType ?? '') ?? [],
    isTypes,
  );
  const [names, setNames] = useStored<readonly string[]>(
    `attendees:${reservationId}`,
    order?.lines.map(({ attendee }) => attendee ?? '') ?? [],
    isTypes,
  );
  const [card, setCard] = useStored<CardName>('card', 'ok', isCard);
  const [isShown, setShown] = useState(false);
  const [isTouched, setTouched] = useState(contact.email !== '' || contact.name !== '');

  // Until something is typed, what the account or the order says.
  const email = isTouched ? contact.email : (order?.email ?? session?.email ?? '');
  const name = isTouched ? contact.name : (order?.name ?? session?.name ?? '');
  const keep = (next: Partial<Contact>): void => {
    setTouched(true);
    setContact({ email, name, ...next });
  };
  const types = Array.from(
    { length: count },
    (_none, at) => ticketTypes.find(({ code }) => code === codes[at]) ?? ticketTypes[0],
  );
  const isFilled = email.trim() !== '';
  const attendees = Array.from({ length: count }, (_none, at) => names[at] ?? '');
  return {
    email,
    name,
    types,
    attendees,
    setAttendee: (at, next) => setNames(attendees.map((one, index) => (index === at ? next : one))),
    card,
    setCard,
    isShown,
    setEmail: (next) => keep({ email: next }),
    setName: (next) => keep({ name: next }),
    setType: (at, code) =>
      setCodes(types.map((type, index) => (index === at ? code : (type?.code ?? '')))),
    errors: {
      ...(!isFilled && { email: 'missing' as const }),
      ...(isFilled && !isEmail(email.trim()) && { email: 'invalid' as const }),
      ...(name.trim().length > 100 && { name: 'invalid' as const }),
      ...(askNames &&
        attendees.some((one) => one.trim() === '') && { attendees: 'missing' as const }),
    },
    show: () => setShown(true),
  };
}
