/** What sends mail: a server, or files where there is none. */

export type Mail = {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
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

/** What every mail of ours says besides its content. */
export const mailHeaders = {
  // Nobody's absence notice should come back.
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
} as const;
