/** Settings of outgoing mail. */
import { oneOf, port, type SettingGroup, type Settings, text } from './setting.ts';

const name = (what: string) => text(what, 1, 512);

export const mailSettings = {
  MAIL_FROM: {
    schema: name('a sender'),
    description: 'The sender, e.g. `Tickets <tickets@example.org>`.',
  },
  SMTP_HOST: {
    schema: name('a host name'),
    description: 'The mail server. Links in mails lead to `PUBLIC_URL`, which is needed as well.',
    whenUnset:
      'in production no mail is sent; otherwise mails are written to `DATA_DIR/mail` and shown at ' +
      '`/dev/mail`',
  },
  SMTP_PORT: { schema: port(), description: 'Its port.', default: 587 },
  SMTP_TLS: {
    schema: oneOf('starttls', 'implicit', 'none'),
    description:
      'How the connection is encrypted: `starttls` after it is made, `implicit` from the beginning ' +
      '(port 465), or `none`, for a relay on the same machine.',
    default: 'starttls' as const,
  },
  SMTP_USER: { schema: name('a user name'), description: 'The user to sign in as.' },
  SMTP_PASSWORD: {
    schema: name('a password'),
    description: 'The password of that user.',
    secret: true,
  },
} satisfies Settings;

export const mailGroups: readonly SettingGroup[] = [
  {
    title: 'Mail',
    introduction:
      'Outgoing mail: tickets, refunds, reminders, links. See [mail and documents](mail-and-documents.md).',
    settings: mailSettings,
    together: [
      ['SMTP_HOST', 'MAIL_FROM'],
      ['SMTP_USER', 'SMTP_PASSWORD'],
    ],
  },
];
