/** What a language has to say: one text per thing that letters say, with the names of what goes in. */
import type { EndReason } from '@onsale/contract/order.ts';
import type { LetterContents } from '../letter.ts';

type About = { readonly event: string };

export type LetterTexts = {
  /** Under every letter. */
  readonly footer: string;
  readonly linkBelow: string;
  readonly total: string;
  readonly fees: string;
  readonly discount: string;
  readonly order: string;
  readonly refunded: string;
  readonly place: string;
  /** The link of this letter needs no signing in. */
  readonly key: string;
  readonly confirmed: {
    readonly subject: (about: About) => string;
    readonly title: string;
    readonly attached: string;
    readonly atThePage: string;
    readonly button: string;
    readonly keep: string;
  };
  readonly refund: {
    readonly subject: (about: About) => string;
    readonly title: string;
    readonly money: (amount: string) => string;
    readonly free: string;
    readonly days: string;
    readonly button: string;
    readonly reasons: Readonly<Record<EndReason, string>>;
  };
  readonly reminder: {
    readonly subject: (about: About & { readonly time: string }) => string;
    readonly title: string;
    readonly text: (when: string) => string;
    readonly room: string;
    readonly button: string;
    readonly why: string;
    readonly stop: string;
  };
  readonly remind: {
    readonly subject: (about: About) => string;
    readonly title: string;
    readonly text: (when: string) => string;
    readonly until: (until: string) => string;
    readonly button: string;
    readonly unknown: string;
  };
  readonly offered: {
    readonly subject: (about: About & { readonly from: string }) => string;
    readonly title: (from: string) => string;
    readonly text: (until: string) => string;
    readonly button: string;
    readonly unknown: string;
  };
  readonly accepted: {
    readonly subject: (about: About) => string;
    readonly title: string;
    readonly text: string;
    readonly button: string;
  };
  readonly withdrawn: {
    readonly subject: (about: About & { readonly from: string }) => string;
    readonly title: (from: string) => string;
    readonly text: string;
    readonly button: string;
  };
  /** Nobody has accepted it in time. */
  readonly untaken: LetterTexts['accepted'];
  /** It was given back. */
  readonly back: LetterTexts['accepted'];
  readonly joined: {
    readonly subject: (about: About) => string;
    readonly title: string;
    readonly text: string;
    readonly leave: string;
    readonly button: string;
  };
  readonly offer: {
    readonly subject: (about: About) => string;
    readonly title: string;
    readonly text: (until: string) => string;
    readonly after: string;
    readonly button: string;
  };
  readonly lapsed: {
    readonly subject: (about: About) => string;
    readonly title: string;
    readonly text: string;
    readonly button: string;
  };
  readonly verify: {
    readonly subject: string;
    readonly title: (name: string) => string;
    readonly text: string;
    readonly button: string;
    readonly unknown: string;
  };
  readonly exists: LetterTexts['verify'];
  readonly reset: {
    readonly subject: string;
    readonly title: (name: string) => string;
    readonly text: string;
    readonly button: string;
    readonly unknown: string;
  };
  readonly changed: {
    readonly subject: string;
    readonly title: (name: string) => string;
    readonly what: Readonly<Record<LetterContents['account_changed']['what'], string>>;
    readonly unknown: string;
    readonly button: string;
  };
};
