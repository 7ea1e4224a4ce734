/**
 * What the text of a letter is made of: plain data of one moment, already looked up. Times are ms since
 * the epoch, amounts minor units, addresses absolute.
 */
import type { EndReason } from '@onsale/contract/order.ts';
import type { Language, LetterContents, LetterKind } from '../letter.ts';
import type { Link } from '../link-to.ts';

export type EventFacts = {
  readonly name: string;
  readonly venue: string | undefined;
  readonly startsAtMs: number;
  readonly timeZone: string;
  readonly url: string;
};

export type OrderFacts = {
  readonly id: string;
  readonly link: Link;
  readonly currency: string;
  readonly lines: readonly { readonly label: string; readonly amountMinor: number }[];
  readonly discountMinor: number;
  readonly feesMinor: number;
  readonly totalMinor: number;
};

type About = { readonly event: EventFacts };
type Linked = About & { readonly link: Link };
type Account = { readonly name: string; readonly url: string };

type Datas = {
  readonly order_confirmed: About & { readonly order: OrderFacts; readonly attached: boolean };
  readonly order_refunded: About & {
    readonly order: Pick<OrderFacts, 'id' | 'link' | 'currency'>;
    readonly reason: EndReason;
    readonly refundedMinor: number;
  };
  readonly reminder: About & {
    readonly saleOpensAtMs: number;
    readonly stopUrl: string | undefined;
  };
  readonly reminder_confirm: About & {
    readonly saleOpensAtMs: number;
    readonly url: string;
    readonly endsAtMs: number;
  };
  readonly transfer_offered: About & {
    readonly place: string | undefined;
    readonly fromName: string;
    readonly url: string;
    readonly endsAtMs: number;
  };
  readonly transfer_accepted: Linked & { readonly place: string | undefined };
  readonly transfer_withdrawn: About & { readonly fromName: string };
  readonly transfer_lapsed: Linked & { readonly place: string | undefined };
  readonly transfer_returned: Linked & { readonly place: string | undefined };
  readonly waitlist_joined: Linked;
  readonly waitlist_offer: Linked & { readonly endsAtMs: number };
  readonly waitlist_lapsed: Linked;
  readonly verify_email: Account;
  readonly account_exists: Account;
  readonly reset_password: Account;
  readonly account_changed: Account & Pick<LetterContents['account_changed'], 'what'>;
};

export type LetterData = {
  readonly [Kind in LetterKind]: { readonly kind: Kind; readonly language: Language } & Datas[Kind];
}[LetterKind];

export type DataOf<Kind extends LetterKind> = Extract<LetterData, { readonly kind: Kind }>;

/** A letter before it has a look: text alone, none of it escaped. */
export type Sheet = {
  readonly subject: string;
  /** What mailboxes show beside the subject. */
  readonly preheader: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly event?: { readonly name: string; readonly lines: readonly string[] };
  readonly rows?: readonly {
    readonly label: string;
    readonly value: string;
    readonly strong?: true;
  }[];
  readonly button?: { readonly label: string; readonly url: string };
  readonly notes: readonly string[];
  /** Below everything: to hear no more of it. */
  readonly stop?: { readonly label: string; readonly url: string };
};
