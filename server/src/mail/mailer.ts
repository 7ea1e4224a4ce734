/** What sends mail: a server, or files where there is none. */
import type { SendMailOptions } from 'nodemailer';

export type Attachment = {
  /** As somebody sees it: in any language, without a path. */
  readonly name: string;
  /** E.g. `application/pdf`. */
  readonly type: string;
  readonly bytes: Buffer;
};

export type Mail = {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly Attachment[];
  /** Besides those that every mail has, e.g. `List-Unsubscribe`; values in one line. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `<something@host>`: the same for each attempt at the same mail, so that readers can tell. */
  readonly messageId?: string;
};

export type Mailer = {
  /**
   * Resolves when the mail has been taken over, which is no promise that it arrives.
   * @throws {MailError} when it was not
   */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
};

/** `busy`: too many are on their way; nothing was tried. `refused`: the server does not want this one. */
export class MailError extends Error {
  override name = 'MailError';
  readonly why: 'busy' | 'refused' | 'failed';

  constructor(why: MailError['why'], cause?: unknown) {
    super(`the mail was not sent: ${why}`, { cause });
    this.why = why;
  }
}

/** A mail as the library takes it. What is attached is what we made: no paths, no addresses. */
export const messageOf = ({ to, subject, text, html, ...rest }: Mail): SendMailOptions => ({
  // As an object: in text, a comma would make two addresses of one.
  to: { name: '', address: to },
  subject,
  text,
  html,
  ...(rest.messageId !== undefined && { messageId: rest.messageId }),
  headers: { ...rest.headers },
  attachments: (rest.attachments ?? []).map(({ name, type, bytes }) => ({
    filename: name,
    contentType: type,
    content: bytes,
  })),
});

/** What every mail of ours says besides its content. */
export const mailHeaders = {
  // Nobody's absence notice should come back.
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
} as const;
