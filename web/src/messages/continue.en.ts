/** The texts of the page that the links of letters to guests lead to, in English. */

export const continueEn = {
  continue: {
    pageTitle: 'The link from your mail',
    fromMail: 'The link is from a mail to {email}.',
    fromSomeMail: 'The link is from one of our mails.',
    order: {
      switchTitle: 'Open your order on this device?',
      switch: 'Open the order here',
      adoptTitle: 'Move your order to your account?',
      movedTitle: 'This order is in an account',
    },
    list: {
      switchTitle: 'Open your place on the waiting list here?',
      switch: 'Open the waiting list here',
      adoptTitle: 'Move your place on the waiting list to your account?',
      movedTitle: 'This place on the waiting list is in an account',
    },
    onlyYours:
      'Go on only if the mail was meant for you: what you do here afterwards can be seen by whoever else has it.',
    leavesTitle: 'You have something here as another guest',
    leavesText:
      'What you have bought here stays reachable by its own mails, but not in this browser. Places that are held or kept in a line, and that you have no mail about, are lost here.',
    signInFirst: 'Sign in and move it to my account',
    adoptText:
      'You are signed in as {account}. Everything of the guest who got this mail moves to this account, and you have it on all your devices.',
    adopt: 'Move it to my account',
    movedText: 'It was moved there. Sign in with that account to see it.',
    movedOther: 'You are signed in, but with another account.',
    leftTitle: 'Not everything could be moved',
    leftText:
      '{count, plural, one {One order or hold stayed with the guest.} other {# orders or holds stayed with the guest.}} The account would have more tickets than one person may have, or it could not be done at this moment. Signed out, you can still open it with the link in the mail.',
    goOn: 'Go on',
    overTitle: 'This link is no longer good',
    overText:
      'Its time is over, or it is not whole. Open the link of the latest mail about it, all of it. The tickets are also attached to that mail as a PDF.',
    noLinkTitle: 'This page needs the link from a mail',
    noLinkText: 'Open the link in the mail that we have sent you, all of it.',
  },
  guestElsewhere: {
    orderTitle: 'This order is not in this browser',
    orderMail:
      'Bought as a guest? Open the link in the mail about the order: it works on every device.',
    orderAccount: 'Bought with an account, or moved to one? Sign in.',
    orderOther: 'It is not in the account that you are signed in to either.',
    mailed:
      'They are in this browser, and on any device with the link in our mail: do not pass it on. With an account you have them everywhere.',
  },
} as const;
