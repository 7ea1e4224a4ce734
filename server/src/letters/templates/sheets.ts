/** What each kind of letter says, as sheets: text alone, for HTML and plain text alike. Pure. */
import { formatDate, type Language, formatMoney, zoneName } from '@onsale/contract/formats.ts';
import type { LetterKind } from '../letter.ts';
import type { Link } from '../link-to.ts';
import type { DataOf, EventFacts, LetterData, OrderFacts, Sheet } from './data.ts';
import type { LetterTexts } from './texts.ts';

type Say<Kind extends LetterKind> = (data: DataOf<Kind>, t: LetterTexts) => Sheet;

/** In the event's own zone, and saying so. */
const moment = (language: Language, atMs: number, timeZone: string): string =>
  `${formatDate(language, atMs, 'full', timeZone)} (${zoneName(language, atMs, timeZone)})`;

function eventOf(language: Language, event: EventFacts): NonNullable<Sheet['event']> {
  const when = moment(language, event.startsAtMs, event.timeZone);
  return { name: event.name, lines: event.venue === undefined ? [when] : [when, event.venue] };
}

function rowsOf(t: LetterTexts, language: Language, order: OrderFacts): NonNullable<Sheet['rows']> {
  const money = (minor: number): string => formatMoney(language, minor, order.currency);
  const { discountMinor, feesMinor, totalMinor } = order;
  return [
    ...order.lines.map(({ label, amountMinor }) => ({ label, value: money(amountMinor) })),
    ...(discountMinor > 0 ? [{ label: t.discount, value: `−${money(discountMinor)}` }] : []),
    ...(feesMinor > 0 ? [{ label: t.fees, value: money(feesMinor) }] : []),
    { label: t.total, value: money(totalMinor), strong: true },
  ];
}

const orderNumber = (t: LetterTexts, { id }: Pick<OrderFacts, 'id'>): string => `${t.order} ${id}`;

/** A link that needs no signing in has to be said so. */
const keyNote = (t: LetterTexts, { isKey }: Link): readonly string[] => (isKey ? [t.key] : []);

const says: { readonly [Kind in LetterKind]: Say<Kind> } = {
  order_confirmed: ({ language, event, order, attached }, t) => ({
    subject: t.confirmed.subject({ event: event.name }),
    preheader: moment(language, event.startsAtMs, event.timeZone),
    title: t.confirmed.title,
    paragraphs: [attached ? t.confirmed.attached : t.confirmed.atThePage],
    event: eventOf(language, event),
    rows: rowsOf(t, language, order),
    button: { label: t.confirmed.button, url: order.link.url },
    notes: [
      ...(attached ? [t.confirmed.keep] : []),
      ...keyNote(t, order.link),
      orderNumber(t, order),
    ],
  }),

  order_refunded: ({ language, event, order, reason, refundedMinor }, t) => {
    const amount = formatMoney(language, refundedMinor, order.currency);
    const isMoney = refundedMinor > 0;
    const money = isMoney ? t.refund.money(amount) : t.refund.free;
    return {
      subject: t.refund.subject({ event: event.name }),
      preheader: money,
      title: t.refund.title,
      paragraphs: [t.refund.reasons[reason], money],
      event: eventOf(language, event),
      ...(isMoney && { rows: [{ label: t.refunded, value: amount, strong: true as const }] }),
      button: { label: t.refund.button, url: order.link.url },
      notes: [
        ...(isMoney ? [t.refund.days] : []),
        ...keyNote(t, order.link),
        orderNumber(t, order),
      ],
    };
  },

  reminder: ({ language, event, saleOpensAtMs, stopUrl }, t) => {
    const opens = moment(language, saleOpensAtMs, event.timeZone);
    const time = formatDate(language, saleOpensAtMs, 'time', event.timeZone);
    return {
      subject: t.reminder.subject({ event: event.name, time }),
      preheader: opens,
      title: t.reminder.title,
      paragraphs: [t.reminder.text(opens), t.reminder.room],
      event: eventOf(language, event),
      button: { label: t.reminder.button, url: event.url },
      notes: [t.reminder.why],
      ...(stopUrl !== undefined && { stop: { label: t.reminder.stop, url: stopUrl } }),
    };
  },

  reminder_confirm: ({ language, event, saleOpensAtMs, url, endsAtMs }, t) => ({
    subject: t.remind.subject({ event: event.name }),
    preheader: t.remind.text(moment(language, saleOpensAtMs, event.timeZone)),
    title: t.remind.title,
    paragraphs: [
      t.remind.text(moment(language, saleOpensAtMs, event.timeZone)),
      t.remind.until(moment(language, endsAtMs, event.timeZone)),
    ],
    event: eventOf(language, event),
    button: { label: t.remind.button, url },
    notes: [t.remind.unknown],
  }),

  transfer_offered: ({ language, event, place, fromName, url, endsAtMs }, t) => ({
    subject: t.offered.subject({ event: event.name, from: fromName }),
    preheader: moment(language, event.startsAtMs, event.timeZone),
    title: t.offered.title(fromName),
    paragraphs: [t.offered.text(moment(language, endsAtMs, event.timeZone))],
    event: eventOf(language, event),
    ...(place !== undefined && { rows: [{ label: t.place, value: place }] }),
    button: { label: t.offered.button, url },
    notes: [t.offered.unknown],
  }),

  transfer_accepted: (data, t) => ticketSheet(t.accepted, data, t),

  transfer_withdrawn: ({ language, event, fromName }, t) => ({
    subject: t.withdrawn.subject({ event: event.name, from: fromName }),
    preheader: t.withdrawn.text,
    title: t.withdrawn.title(fromName),
    paragraphs: [t.withdrawn.text],
    event: eventOf(language, event),
    button: { label: t.withdrawn.button, url: event.url },
    notes: [],
  }),

  transfer_lapsed: (data, t) => ticketSheet(t.untaken, data, t),
  transfer_returned: (data, t) => ticketSheet(t.back, data, t),

  waitlist_joined: ({ language, event, link }, t) => ({
    subject: t.joined.subject({ event: event.name }),
    preheader: t.joined.text,
    title: t.joined.title,
    paragraphs: [t.joined.text],
    event: eventOf(language, event),
    button: { label: t.joined.button, url: link.url },
    notes: [t.joined.leave, ...keyNote(t, link)],
  }),

  waitlist_offer: ({ language, event, link, endsAtMs }, t) => {
    const until = moment(language, endsAtMs, event.timeZone);
    return {
      subject: t.offer.subject({ event: event.name }),
      preheader: t.offer.text(until),
      title: t.offer.title,
      paragraphs: [t.offer.text(until), t.offer.after],
      event: eventOf(language, event),
      button: { label: t.offer.button, url: link.url },
      notes: keyNote(t, link),
    };
  },

  waitlist_lapsed: ({ language, event, link }, t) => ({
    subject: t.lapsed.subject({ event: event.name }),
    preheader: t.lapsed.text,
    title: t.lapsed.title,
    paragraphs: [t.lapsed.text],
    event: eventOf(language, event),
    button: { label: t.lapsed.button, url: link.url },
    notes: keyNote(t, link),
  }),

  verify_email: ({ name, url }, t) => linkSheet(t.verify, name, url),
  account_exists: ({ name, url }, t) => linkSheet(t.exists, name, url),
  reset_password: ({ name, url }, t) => linkSheet(t.reset, name, url),

  account_changed: ({ name, what, url }, t) => ({
    subject: t.changed.subject,
    preheader: t.changed.what[what],
    title: t.changed.title(name),
    paragraphs: [t.changed.what[what], ...(what === 'deleted' ? [] : [t.changed.unknown])],
    ...(what !== 'deleted' && { button: { label: t.changed.button, url } }),
    notes: [],
  }),
};

/** What became of a ticket of theirs. */
function ticketSheet(
  say: LetterTexts['accepted'],
  {
    language,
    event,
    place,
    link,
  }: DataOf<'transfer_accepted' | 'transfer_lapsed' | 'transfer_returned'>,
  t: LetterTexts,
): Sheet {
  return {
    subject: say.subject({ event: event.name }),
    preheader: say.text,
    title: say.title,
    paragraphs: [say.text],
    event: eventOf(language, event),
    ...(place !== undefined && { rows: [{ label: t.place, value: place }] }),
    button: { label: say.button, url: link.url },
    notes: keyNote(t, link),
  };
}

function linkSheet(
  t: LetterTexts['verify' | 'exists' | 'reset'],
  name: string,
  url: string,
): Sheet {
  return {
    subject: t.subject,
    preheader: t.text,
    title: t.title(name),
    paragraphs: [t.text],
    button: { label: t.button, url },
    notes: [t.unknown],
  };
}

export const sheetOf = (data: LetterData, t: LetterTexts): Sheet =>
  // Each kind has its own data, and the table pairs them: one word that the compiler cannot follow.
  (says[data.kind] as (data: LetterData, t: LetterTexts) => Sheet)(data, t);
