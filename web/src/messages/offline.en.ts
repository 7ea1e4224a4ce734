/** The texts of tickets without a network, of the door, and of notifications, in English. */

/** Of the plain page that stands in for all others; no part of the app. */
export const offlinePage = {
  title: 'No connection',
  text: 'This page needs a network. Nothing you have bought or hold is lost by it.',
  retry: 'Try again',
  tickets: 'My tickets on this device',
} as const;

export const offlineEn = {
  offline: {
    kept: 'Kept on this device: opens without a network.',
    keptAt: 'As of {at}.',
    syncing: 'Looking for changes…',
    late: 'No connection: this is what was known at {at}.',
    nothing: 'No connection, and no tickets are kept on this device.',
    nothingText: 'Open this page once with a network; from then on it works without one.',
    changed: '{count, plural, one {A ticket has changed.} other {# tickets have changed.}}',
    install: 'Put your tickets on the home screen: one tap at the door.',
    installButton: 'Add',
    installLater: 'Not now',
    installIos: 'Tap “Share” in Safari, then “Add to Home Screen”.',
  },
  door: {
    open: 'Show at the door',
    close: 'Close',
    title: 'Tickets for the door',
    of: 'Ticket {nth, number} of {of, number}',
    next: 'Next ticket',
    previous: 'Previous ticket',
    bright: 'Turn the screen’s brightness up.',
    noCode: 'There is no code for this ticket on this device. Open it once with a network.',
    loading: 'Fetching the code…',
  },
  ticketFiles: {
    title: 'Take it along',
    pdf: 'PDF',
    calendar: 'Calendar',
    apple: 'Add to Apple Wallet',
    google: 'Add to Google Wallet',
    order: 'Order: change, return, cancel',
    receipt: 'Receipt',
    needsNetwork: 'PDF, calendar and the rest need a network; the code does not.',
    failed: 'This could not be had. Please try again.',
  },
  ticketState: {
    goneTitle: 'This ticket is no longer yours',
    goneText:
      'It was given to somebody else, or its order was cancelled. The code that was kept here opens no door.',
    offeredTitle: 'You have offered this ticket to a friend',
    offeredText:
      'Until {at} they can accept it. Then it is theirs, and the code below opens no door any more.',
    received: 'A friend has given you this ticket.',
    attendee: 'For {name}',
    toGo: '{days, plural, one {# day to go} other {# days to go}}',
    startsIn: 'Starts in',
    begun: 'It has begun',
  },
  push: {
    title: 'Notifications on this device',
    text: 'Reminders, places from a waiting list, news about your tickets. No advertising.',
    on: 'Notifications are on for this device.',
    off: 'Notifications are off for this device.',
    denied:
      'This browser blocks notifications from this site. Allow them in its settings, then come back.',
    unsupported:
      'This browser cannot show notifications. On an iPhone, add the site to the home screen first.',
    failed: 'Notifications could not be switched. Please try again.',
  },
} as const;
