/** What the settings of signing in elsewhere come to, and what is wrong with them. */
import type { ProviderConfig } from './config.ts';
import type { SettingValues } from './settings.ts';

const ids = ['kakao', 'naver', 'google', 'oidc'] as const;

/** Those that are set up, in the order of their buttons. */
export function providersConfig(values: SettingValues): readonly ProviderConfig[] {
  return ids.flatMap((id) => {
    const prefix = id.toUpperCase() as Uppercase<typeof id>;
    const clientId = values[`${prefix}_CLIENT_ID`];
    if (clientId === undefined) return [];
    const secret = values[`${prefix}_CLIENT_SECRET`];
    const secretFile = values[`${prefix}_CLIENT_SECRET_FILE`];
    const other = {
      issuer: values.OIDC_ISSUER,
      name: values.OIDC_NAME,
      trustsEmail: values.OIDC_TRUST_EMAIL,
    };
    return [{ id, clientId, secret, secretFile, ...(id === 'oidc' && other) }];
  });
}

export function signInProblems(
  values: SettingValues,
  given: ReadonlySet<string>,
): readonly string[] {
  const halves = ids.flatMap((id) => halfSet(id.toUpperCase(), given));
  const isAny = ids.some((id) => given.has(`${id.toUpperCase()}_CLIENT_ID`));
  return [
    ...halves,
    ...(isAny && !given.has('PUBLIC_URL')
      ? ['Signing in elsewhere also needs PUBLIC_URL: providers send people back there.']
      : []),
    ...(values.NODE_ENV === 'production' && values.OIDC_ISSUER?.startsWith('http://') === true
      ? ['OIDC_ISSUER must start with https:// in production.']
      : []),
    ...(values.SIGN_UP_CONFIRMED === true &&
    values.NODE_ENV === 'production' &&
    !given.has('SMTP_HOST')
      ? ['SIGN_UP_CONFIRMED=true also needs SMTP_HOST: without mail nobody could sign up.']
      : []),
  ];
}

function halfSet(prefix: string, given: ReadonlySet<string>): readonly string[] {
  const id = `${prefix}_CLIENT_ID`;
  const [secret, file] = [`${prefix}_CLIENT_SECRET`, `${prefix}_CLIENT_SECRET_FILE`];
  const isOther = prefix === 'OIDC';
  const hasSecret = given.has(secret) || given.has(file);
  const hasAny = given.has(id) || hasSecret || (isOther && given.has('OIDC_ISSUER'));
  if (!hasAny) return [];
  if (given.has(secret) && given.has(file)) return [`${file} contradicts ${secret}; unset one.`];
  const missing = [
    ...(isOther && !given.has('OIDC_ISSUER') ? ['OIDC_ISSUER'] : []),
    ...(given.has(id) ? [] : [id]),
    ...(hasSecret ? [] : [`${secret} or ${file}`]),
  ];
  return missing.length === 0
    ? []
    : [`${missing.join(', ')} must be set for signing in with ${prefix}.`];
}
