/** What can be told by push. The contents are those of the letters of the same kind. */
import type { LetterContents } from '../../letters/letter.ts';

export const pushKinds = [
  'reminder',
  'waitlist_offer',
  'transfer_accepted',
  'transfer_returned',
  'order_confirmed',
] as const;

export type PushKind = (typeof pushKinds)[number];

export type PushContents = Pick<LetterContents, PushKind>;

/** Of any kind, e.g. `{ buyer, kind: 'reminder', content: { eventId, saleOpensAt }, key: 'reminder:7' }`. */
export type PushNews = {
  readonly [Kind in PushKind]: {
    /** The person: an account or a guest. */
    readonly buyer: string;
    readonly kind: Kind;
    readonly content: PushContents[Kind];
    /** Told once per device and key; at most 200 characters. */
    readonly key: string;
  };
}[PushKind];

/** After this moment the news is none any more. Undefined: a day from now. ISO-8601. */
export function expiryOf(news: Pick<PushNews, 'kind' | 'content'>): string | undefined {
  const { content } = news;
  if ('endsAt' in content) return content.endsAt;
  return 'saleOpensAt' in content ? content.saleOpensAt : undefined;
}
