/**
 * What letters there are. A letter names what it is about by ids; its text is made when it is sent, so
 * that it says what is true then. Only letters about an account carry a link that must stay secret:
 * it is forgotten once the letter is sent or given up.
 */

export type Language = 'ko' | 'en';

type OrderRef = { readonly eventId: number; readonly orderId: string };
type EventRef = { readonly eventId: number };

/** Ids and addresses of pages by kind of letter. Instants are ISO-8601, URLs absolute. */
export type LetterContents = {
  /** Bought: tickets as PDF, the date as a calendar file. Sent once all tickets are issued. */
  readonly order_confirmed: OrderRef;
  /** Given back, cancelled, or paid too late: what is refunded and why. */
  readonly order_refunded: OrderRef;
  /** The sale opens soon. */
  readonly reminder: EventRef & {
    readonly saleOpensAt: string;
    /** Page that ends this reminder: the link to unsubscribe with. */
    readonly stopUrl?: string;
  };
  /** Somebody wants to be reminded at this address: the link says that it is theirs. */
  readonly reminder_confirm: EventRef & {
    readonly saleOpensAt: string;
    readonly url: string;
    readonly endsAt: string;
  };
  /** To a friend: somebody wants to give a ticket away; the link accepts. */
  readonly transfer_offered: EventRef & {
    readonly ticketId: string;
    readonly fromName: string;
    readonly url: string;
    readonly endsAt: string;
  };
  /** To whoever gave it away. */
  readonly transfer_accepted: EventRef & { readonly ticketId: string };
  /** To a friend who was sent the link: it is offered no more. */
  readonly transfer_withdrawn: EventRef & { readonly fromName: string };
  /** To whoever offered it: nobody has accepted in time. */
  readonly transfer_lapsed: EventRef & { readonly ticketId: string };
  /** To whoever bought it: whoever had it has given it back. */
  readonly transfer_returned: EventRef & { readonly ticketId: string };
  readonly waitlist_joined: EventRef & { readonly entryId: string };
  /** Places are held for somebody of the waiting list, until `endsAt`. */
  readonly waitlist_offer: EventRef & {
    readonly entryId: string;
    readonly url: string;
    readonly endsAt: string;
  };
  readonly waitlist_lapsed: EventRef & { readonly entryId: string };
  readonly verify_email: { readonly name: string; readonly url: string };
  /** Somebody signed up with this address, which has an account: the link chooses a new password. */
  readonly account_exists: { readonly name: string; readonly url: string };
  readonly reset_password: { readonly name: string; readonly url: string };
  /** To the old address or the address of the account, when something was changed about it. */
  readonly account_changed: {
    readonly name: string;
    readonly what: 'password' | 'email' | 'two_factor' | 'passkey' | 'provider' | 'deleted';
  };
};

export type LetterKind = keyof LetterContents;

export type Letter = {
  readonly [Kind in LetterKind]: {
    readonly kind: Kind;
    /** One address. */
    readonly to: string;
    readonly language: Language;
    readonly content: LetterContents[Kind];
    /** A letter with the same key is written once, e.g. `order_confirmed:12:0190…`. */
    readonly key: string;
  };
}[LetterKind];
