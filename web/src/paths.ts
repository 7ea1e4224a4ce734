/** Every address of the app, built here and nowhere else. */

type Id = number | string;

export const paths = {
  home: () => '/',
  search: () => '/search',
  event: (eventId: Id) => `/events/${eventId}`,
  /** To be told before its sale opens. */
  reminder: (eventId: Id) => `/events/${eventId}/reminder`,
  queue: (eventId: Id) => `/events/${eventId}/queue`,
  verifyPlace: (eventId: Id) => `/events/${eventId}/queue/verify`,
  waitingList: (eventId: Id) => `/events/${eventId}/waiting-list`,
  /** For browsers without scripts; the server answers with a plain page. */
  queueMail: (eventId: Id) => `/events/${eventId}/queue/mail`,
  seats: (eventId: Id) => `/events/${eventId}/seats`,
  checkout: (eventId: Id, reservationId?: Id) =>
    reservationId === undefined
      ? `/events/${eventId}/checkout`
      : `/events/${eventId}/checkout/${reservationId}`,
  order: (eventId: Id, orderId: Id) => `/events/${eventId}/orders/${orderId}`,
  receipt: (eventId: Id, orderId: Id) => `/events/${eventId}/orders/${orderId}/receipt`,
  /** The secret of the link stands behind the #. */
  transfer: (token?: string) => (token === undefined ? '/transfers' : `/transfers#${token}`),
  /** Where the links of letters to guests lead; their secret stands behind the #. */
  continueAsGuest: () => '/continue',
  confirm: () => '/confirm',
  tickets: () => '/tickets',
  ticket: (eventId: Id, ticketId: Id) => `/events/${eventId}/tickets/${ticketId}`,
  signIn: (returnTo?: string) => withReturn('/sign-in', returnTo),
  signUp: (returnTo?: string) => withReturn('/sign-up', returnTo),
  reminders: () => '/reminders',
  account: (section?: string) => (section === undefined ? '/account' : `/account#${section}`),
  forgotPassword: () => '/forgot-password',
  /** For those who work on the app; nothing links there. */
  design: () => '/design',
  apiReference: () => '/api/docs',
} as const;

const withReturn = (path: string, returnTo: string | undefined): string =>
  returnTo === undefined ? path : `${path}?return=${encodeURIComponent(returnTo)}`;

/** Where to go after signing in: only places of this site, never another one's address. */
export function returnPath(search: URLSearchParams): string {
  const wanted = search.get('return') ?? '';
  // A second slash or backslash would name another host; control characters are dropped by browsers.
  return /^\/(?![/\\])[^\s\\]*$/.test(wanted) ? wanted : paths.home();
}
