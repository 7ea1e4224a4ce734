/** Sends mail over SMTP: few connections, kept for the next mail, and every wait bounded. */
import { createTransport } from 'nodemailer';
import type { MailConfig } from '../config/config.ts';
import { MailError, mailHeaders, type Mailer, messageOf } from './mailer.ts';

type Smtp = NonNullable<MailConfig['smtp']>;

const CONNECTIONS_MAX = 4;
/** Sent or waiting for a connection, in this process. */
const PENDING_MAX = 100;
const CONNECT_MS = 5_000;
const SILENCE_MS = 10_000;
const MAILS_PER_CONNECTION = 100;

/** The server knows no such address, and will not later either (RFC 5321, replies from 500). */
function isRefused(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 500;
}

export function createSmtpMailer(from: string, smtp: Smtp): Mailer {
  const { host, port, tls, credentials } = smtp;
  let pending = 0;
  const transport = createTransport(
    {
      pool: true,
      maxConnections: CONNECTIONS_MAX,
      maxMessages: MAILS_PER_CONNECTION,
      host,
      port,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      // Content is ours: nothing is fetched or read because a mail names it.
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(credentials && { auth: { user: credentials.user, pass: credentials.password } }),
    },
    { from, headers: { ...mailHeaders } },
  );
  return {
    async send(mail) {
      if (pending >= PENDING_MAX) throw new MailError('busy');
      pending += 1;
      try {
        await transport.sendMail(messageOf(mail));
      } catch (error) {
        throw new MailError(isRefused(error) ? 'refused' : 'failed', error);
      } finally {
        pending -= 1;
      }
    },
    close() {
      transport.close();
      return Promise.resolve();
    },
  };
}
