/** The texts of letters in English. */
import type { LetterTexts } from './texts.ts';

export const en: LetterTexts = {
  footer: 'This mail was sent automatically. Nobody reads answers to it.',
  linkBelow: 'If the button does not open, copy this address.',
  total: 'Total',
  fees: 'Fees',
  discount: 'Discount',
  order: 'Order',
  refunded: 'Refunded',
  place: 'Place',
  key: 'The button works on any device, for whoever has this mail: do not pass it on.',
  confirmed: {
    subject: ({ event }) => `Your tickets: ${event}`,
    title: 'You are going',
    attached: 'Your tickets are attached as a PDF, and the date as a calendar file.',
    atThePage: 'Your tickets are on the page of the order.',
    button: 'See the order',
    keep: 'The attached codes let in whoever shows them first: keep them to yourself.',
  },
  refund: {
    subject: ({ event }) => `Your order has been cancelled: ${event}`,
    title: 'Your order has been cancelled',
    money: (amount) => `${amount} went back to what you paid with.`,
    free: 'You had paid nothing, so nothing is refunded.',
    days: 'It can take some days until your bank shows it.',
    button: 'See the order',
    reasons: {
      expired: 'Your payment came after your places were no longer held, so nothing was bought.',
      cancelled_by_buyer: 'You have cancelled this order. Its tickets are no longer valid.',
      cancelled_by_organizer:
        'The organizer has cancelled this order. Its tickets are no longer valid.',
      event_cancelled: 'The event has been cancelled, and your order with it.',
      places_lost:
        'While you were paying, your places went to somebody else, so nothing was bought. We are sorry.',
      returned:
        'Somebody from the waiting list has bought the places you gave back. Your tickets are no longer valid.',
    },
  },
  reminder: {
    subject: ({ event, time }) => `The sale opens at ${time}: ${event}`,
    title: 'The sale opens soon',
    text: (when) => `It opens: ${when}`,
    room: 'If you are there when it opens, the order is drawn by lot. Coming early is no advantage.',
    button: 'Go to the event',
    why: 'You asked to be reminded; this is the only mail about it.',
    stop: 'Stop this reminder',
  },
  remind: {
    subject: ({ event }) => `Shall we remind you? ${event}`,
    title: 'Shall we remind you?',
    text: (when) => `The sale opens: ${when}`,
    until: (until) =>
      `Use the button below until ${until}, and we tell you by mail shortly before it opens.`,
    button: 'Remind me',
    unknown: 'If you did not ask for it, ignore this mail. There will be no other.',
  },
  offered: {
    subject: ({ event, from }) => `${from} has a ticket for you: ${event}`,
    title: (from) => `${from} has a ticket for you`,
    text: (until) =>
      `You can accept it until ${until}. From then on the ticket of whoever sent it is void.`,
    button: 'Accept the ticket',
    unknown: 'If you do not know who this is, you need not do anything.',
  },
  accepted: {
    subject: ({ event }) => `Your ticket was accepted: ${event}`,
    title: 'Your ticket was accepted',
    text: 'It now belongs to whoever accepted it. The code that you have opens no door any more.',
    button: 'My tickets',
  },
  withdrawn: {
    subject: ({ event, from }) => `${from} no longer offers you the ticket: ${event}`,
    title: (from) => `${from} no longer offers you the ticket`,
    text: 'The link that you were sent works no more. You need not do anything.',
    button: 'Go to the event',
  },
  untaken: {
    subject: ({ event }) => `Nobody has taken your ticket: ${event}`,
    title: 'Nobody has taken your ticket',
    text: 'The time to accept it is over, and its link works no more. The ticket is still yours, and you can offer it again.',
    button: 'My tickets',
  },
  back: {
    subject: ({ event }) => `Your ticket has come back: ${event}`,
    title: 'Your ticket has come back',
    text: 'Whoever had it has given it back. It is yours again, with a new code: those from before open no door.',
    button: 'My tickets',
  },
  joined: {
    subject: ({ event }) => `You are on the waiting list: ${event}`,
    title: 'You are on the waiting list',
    text: 'When places like yours come back, we hold them for you in turn, for a short time, and tell you.',
    leave: 'If you no longer want any, you can leave the list on its page.',
    button: 'See the waiting list',
  },
  offer: {
    subject: ({ event }) => `There are places for you: ${event}`,
    title: 'There are places for you',
    text: (until) => `We hold them for you until ${until}.`,
    after: 'If they are not paid by then, they go to the next in the list.',
    button: 'Pay now',
  },
  lapsed: {
    subject: ({ event }) => `Your places went to the next in the list: ${event}`,
    title: 'Your places went to the next in the list',
    text: 'They were not paid in time. You can join the list again if you like.',
    button: 'See the waiting list',
  },
  verify: {
    subject: 'Confirm your e-mail address',
    title: (name) => `${name}, please confirm your e-mail address`,
    text: 'The button below confirms that this address is yours.',
    button: 'Confirm the address',
    unknown: 'If you did not sign up, ignore this mail.',
  },
  exists: {
    subject: 'You have an account already',
    title: (name) => `${name}, you have an account already`,
    text: 'Somebody has tried to sign up with this address. If it was you: sign in with the password that you have, or choose a new one with the button below. The link works once.',
    button: 'Choose a new password',
    unknown: 'If it was not you, ignore this mail. Nothing has changed, and nobody was told.',
  },
  reset: {
    subject: 'Choose a new password',
    title: (name) => `${name}, choose a new password`,
    text: 'The button below lets you choose a new password. The link works once.',
    button: 'Choose a password',
    unknown: 'If you did not ask for it, ignore this mail. Your password stays as it is.',
  },
  changed: {
    subject: 'Your account was changed',
    title: (name) => `${name}, your account was changed`,
    what: {
      password: 'The password was changed.',
      email: 'The e-mail address was changed.',
      two_factor: 'The second factor of signing in was changed.',
      passkey: 'A passkey was added or removed.',
      provider: 'The connection to an account elsewhere was changed.',
      deleted: 'The account was deleted.',
    },
    unknown:
      'If that was not you, choose a new password at once and sign out on all other devices.',
    button: 'See the account',
  },
};
