/** The texts of "verify my place", in English. */

export const verifyEn = {
  verify: {
    title: 'Check the draw',
    lead: 'Your browser recomputes the whole draw from what has been published. Nothing here has to be believed.',
    back: 'Back to the waiting room',
    storyTitle: 'How this can be checked',
    story: {
      sealed:
        'Before the first number was handed out, a secret was sealed: its fingerprint, the commitment, was published.',
      closed:
        'When the sale opened, the list of all who had joined was closed, and a fingerprint of that list was published too.',
      opened:
        'Then the secret was opened. From it and from the size of the list, the order follows by a fixed rule. A different secret would have a different fingerprint.',
      beacon:
        'A public random number was mixed in that came out only after the list had closed, so nobody could know the order before.',
    },
    notYetTitle: 'The order has not been drawn yet',
    notYetText:
      'The commitment below is published already. It is noted in this browser when you take a place; anybody may copy it and compare later.',
    noRoomTitle: 'There is no draw for this event',
    noRoomText: 'This event has no waiting room.',
    commitment: 'Commitment',
    committedAt: 'published {date}',
    root: 'Fingerprint of the list',
    closedAt: 'closed {date}',
    size: 'People in the draw',
    modeTitle: 'What it rests on',
    mode: {
      operator:
        'On the operator’s word: the order could not be changed after the commitment, but whoever knew the secret could have known the order beforehand.',
      beacon:
        'On a public random number: nobody could know the order before the list had closed, not even the operator.',
      beaconMissed:
        'A public random number was announced, but could not be had in time. So the order rests on the operator’s word.',
    },
    noted: 'You noted this commitment in this browser on {date}.',
    notNoted:
      'No commitment was noted in this browser. Compare the one below with somebody who noted it before the sale.',
    computing: 'Recomputing the draw…',
    goodTitle: 'The draw is right',
    goodText: 'Everything that was published fits together.',
    goodMine: 'Your place {position, number} follows from your number {number, number}.',
    badTitle: 'Something is wrong with this draw',
    badText: 'At least one check has failed. Save the files below and ask the organizer.',
    checksTitle: 'The checks',
    outcome: { passed: 'right', failed: 'wrong', remark: 'note' },
    check: {
      format: { passed: 'The record can be read.', failed: 'The record cannot be read.' },
      event: {
        passed: 'The record is of this event.',
        failed: 'The record is of another event.',
      },
      noted_commitment: {
        passed: 'The commitment is the one you noted before the sale.',
        failed: 'The commitment is not the one you noted before the sale.',
      },
      commitment: {
        passed: 'The secret that was opened is the one that was sealed.',
        failed: 'The secret that was opened is not the one that was sealed.',
      },
      noted_root: {
        passed: 'The list is the one you noted when it closed.',
        failed: 'The list is not the one you noted when it closed.',
      },
      chain: {
        passed: 'The random numbers come from a public source that is known here.',
        failed: 'The source of random numbers is not the one it claims to be.',
        remark: 'The source of random numbers is not one of the public ones known here.',
      },
      round: {
        passed: 'The random number is the one that was announced.',
        failed: 'The random number is not one that may have been used.',
        remark: 'Another random number was used than announced, or none, as the rules allow.',
      },
      signature: {
        passed: 'The random number is genuine.',
        failed: 'The random number is forged.',
      },
      basis: {
        passed: 'Nobody could know the order beforehand.',
        failed: 'The record says that it rests on something it does not rest on.',
        remark: 'Whoever knew the secret could have known the order beforehand.',
      },
      order: {
        passed: 'The order in use is the one that was drawn, for every single place.',
        failed: 'The order in use is not the one that was drawn.',
        remark: 'The record has no fingerprint of the order; only your own place was checked.',
      },
      entry: {
        passed: 'You are in the list, under your number.',
        failed: 'You are not in the list under your number.',
      },
      entryLater: 'You came after the list had closed: first come, first served.',
      position: {
        passed: 'Your place is the one that follows from the draw.',
        failed: 'Your place is not the one that follows from the draw.',
      },
    },
    lookTitle: 'Look up any number',
    lookLabel: 'Number, or a whole ticket',
    lookHelp: 'A number from 1 to {size, number}, or the text of a ticket.',
    lookButton: 'Look up',
    lookInvalid: 'This is neither a number nor a ticket of this event.',
    lookAnswer: 'Number {number, number} has place {position, number}.',
    lookLater: 'Number {number, number} came after the draw and has place {position, number}.',
    filesTitle: 'Take it with you',
    filesText:
      'With these files anybody can check the draw with a program of their own; docs/fair-draw.md describes every byte.',
    saveRecord: 'Save the record of the draw',
    saveTicket: 'Save my ticket',
    ticketNote: 'Keep the ticket to yourself: it proves that the place is yours.',
    insecureTitle: 'This browser cannot check it here',
    insecureText:
      'Checking needs a secure connection (https). Save the record and check it with npm run verify-draw.',
    mine: 'My place',
  },
} as const;
