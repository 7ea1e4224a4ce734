/** What the settings of mail come to. */
import type { MailConfig } from './config.ts';
import type { SettingValues } from './settings.ts';

const FROM_IN_DEVELOPMENT = 'Onsale <tickets@localhost>';

/** Undefined: no mail is sent. Without a server it is written to files, except in production. */
export function mailConfig(values: SettingValues): MailConfig | undefined {
  const { MAIL_FROM: from = FROM_IN_DEVELOPMENT, SMTP_HOST: host } = values;
  if (host === undefined) {
    return values.NODE_ENV === 'production' ? undefined : { from, smtp: undefined };
  }
  const { SMTP_PORT: port, SMTP_TLS: tls, SMTP_USER: user, SMTP_PASSWORD: password } = values;
  const credentials = user === undefined || password === undefined ? undefined : { user, password };
  return { from, smtp: { host, port, tls, credentials } };
}
