/** The texts of the waiting room, in English. */

export const queueEn = {
  queue: {
    title: 'Waiting room',
    enter: 'To the waiting room',
    onEventPage: 'Buying goes through a waiting room, in a fair order.',
    back: 'Back to the event',
    clock: {
      opens: 'The waiting room opens in',
      sale: 'The sale opens in',
      opensAt: 'Opens {date}',
      saleAt: 'Sale opens {date}',
      yourTime: '{date} your time',
      soon: 'In a moment…',
    },
    closed: {
      title: 'The waiting room is not open yet',
      text: 'You need not be here on the second: everybody who joins before the sale opens has the same chance.',
    },
    gathering: {
      title: 'The waiting room is open',
      text: 'Take a place before the sale opens. Then the order of all who are here is drawn by lot.',
      inTitle: 'You are in the draw',
      inText:
        'When the sale opens, the order is drawn and you see your place here. You can close this page and come back: your place stays.',
      here: '{count, plural, one {# person is here} other {# people are here}}',
    },
    drawing: {
      title: 'The order is being drawn',
      text: 'This takes a few seconds, or up to a minute where a public random number is waited for. Your place in the draw is safe.',
      textAway:
        'The sale has opened and the order is being drawn. You can still take a place behind it.',
    },
    line: {
      title: 'You are in line',
      joinTitle: 'There is a line',
      joinText: 'Take a place at its end. You keep it, also when you close this page.',
      emptyTitle: 'Come right in',
      emptyText: 'Nobody is waiting at the moment. Take a place, and you are let in.',
      people: '{count, number}',
      ahead: '{count, plural, one {person ahead of you} other {people ahead of you}}',
      aheadSaid:
        '{count, plural, =0 {You are next.} one {# person is ahead of you.} other {# people are ahead of you.}}',
      waitingNow: '{count, plural, one {person in line} other {people in line}}',
      next: 'You are next',
      place: 'Your place',
      unknownPlace: 'being computed…',
      number: 'Your number',
      behind: 'Behind you',
      pace: 'Let in per minute',
      wait: 'Expected wait',
      progress: 'How far the line has come',
      etaUnknown: 'cannot be told yet',
      etaSoon: 'a minute or two',
      etaRange: 'about {from, number}–{to, number} min',
      etaHours: 'about {from}–{to} hours',
      etaNote: 'An estimate from how fast it moved in the last minute.',
      drawn: 'Place drawn by lot',
      fifo: 'First come, first served',
    },
    turn: {
      title: 'It is your turn',
      enteringText: 'One moment, we are letting you in…',
      frontTitle: 'You are at the front',
      frontText:
        'It is your turn, and as many people as allowed are choosing at the moment. You come in as soon as one of them has finished.',
      inText: 'Come in and choose your tickets.',
      keptFor: 'Kept for you for another',
      comeIn: 'Come in',
      heard: 'It is your turn. Come in.',
    },
    paused: {
      title: 'The line is paused',
      text: 'The organizer has stopped it for a moment. Your place is kept, and it goes on from here.',
      textAway: 'The organizer has stopped it for a moment. You can take a place already.',
    },
    draining: {
      title: 'No new places any more',
      text: 'Those who are in line are still let in. Nobody new can join.',
      badge: 'Closing: those in line still come in',
    },
    ended: {
      title: 'The sale is over',
      text: 'This waiting room is closed.',
    },
    free: {
      title: 'Nobody has to wait',
      text: 'You can choose your tickets right away.',
      textSoon: 'There is no waiting room at the moment. The sale opens by itself.',
    },
    stock: {
      title: 'What is left',
      available: '{count, number} left',
      none: 'sold out',
      held: '{count, number} held by others',
      unknown: 'not known at the moment',
      soldOutTitle: 'Everything is sold',
      soldOutText:
        'Tickets that are given back go to the people in line, in order. You can wait for that, or leave your place.',
      allHeldTitle: 'All that is left is being bought right now',
      allHeldText:
        'The last tickets are held by people who are paying. Nobody is let in meanwhile; if some are let go, the line moves on by itself.',
    },
    notice: {
      stale:
        'We cannot reach the waiting room at the moment. Your place is kept; this page goes on by itself.',
      staleAway: 'We cannot reach the waiting room at the moment. This page goes on by itself.',
      offline: 'You are offline. Your place is kept.',
      message: 'From the organizer',
      updated: 'Updated {seconds, plural, =0 {just now} one {# second ago} other {# seconds ago}}',
      updatedMinutes: 'Updated {minutes, plural, one {# minute ago} other {# minutes ago}}',
      throttled: 'The organizer is letting people in more slowly for now.',
      busy: 'Very many people are buying: people are let in a little more slowly so that everything stays quick.',
    },
    join: {
      button: 'Take a place',
      busy: 'Taking a place…',
      notOpen: 'Opens soon',
      code: 'Presale code',
      codeHelp: 'This waiting room is for holders of a code.',
      codeMissing: 'Enter your code.',
      signIn: 'Sign in to take a place',
      signInText: 'This waiting room is for people with an account, one place each.',
      checking: 'A short check that you are not a robot. Your browser does it by itself.',
      checked: '{count, plural, one {# step done} other {# steps done}}',
      insecure:
        'This check needs a secure connection (https). Open this page at its https address.',
      joined: 'You have a place.',
      kept: 'One place per person. It is kept in this browser; with an account, on all your devices.',
    },
    how: {
      title: 'How the order comes about',
      before:
        'Everybody who is here before the sale opens takes part in one draw. Coming earlier makes no difference.',
      after: 'Whoever comes later stands behind them, first come, first served.',
      noDraw: 'First come, first served: everybody is let in in the order of coming.',
      check:
        'The draw is committed to beforehand and published afterwards, so anybody can check it.',
      verify: 'Check the draw',
    },
    alerts: {
      title: 'Tell me when it is my turn',
      sound: 'Play a sound',
      notification: 'Show a notification',
      soundOn: 'You will hear this sound.',
      denied:
        'Your browser does not allow notifications for this site. You can change that in its settings.',
      unsupported: 'This browser cannot show notifications.',
      note: 'Leave this page open for that.',
      body: 'Your place is kept for you for a few minutes.',
    },
    leave: {
      buttonIn: 'Give up my turn',
      button: 'Leave the line',
      title: 'Leave the line?',
      text: 'Your place goes to the next person. If you come back, you stand at the end.',
      textGathering:
        'You would no longer take part in the draw. Until the sale opens you can join again.',
      textIn:
        'You would give up your turn, and have to stand at the end again. What you are holding stays yours.',
      yes: 'Give up my place',
      no: 'Stay',
      left: 'You have left the line.',
      failed: 'This did not work. Your place is still yours; try again.',
    },
    spent: {
      title: 'Your time in the shop is over',
      text: 'It ended because the time was up or the purchase was finished. To buy more, take a new place.',
    },
    noScript: {
      text: 'This page goes on by itself only with JavaScript. Without it, it is loaded anew every {seconds, number} seconds.',
      mail: 'Without JavaScript, take a place by e-mail',
    },
  },
  admission: {
    label: 'Your time in the shop',
    left: 'Time to choose',
    note: 'Your turn is kept until then. What you hold stays yours.',
    warn: 'Two minutes are left to choose.',
    overTitle: 'Your time to choose is over',
    overText: 'Your turn has ended, so that others can come in. You can take a new place in line.',
    again: 'Back to the waiting room',
  },
} as const;
