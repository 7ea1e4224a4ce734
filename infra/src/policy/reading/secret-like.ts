/** What looks like a secret: by its name, or by its form. */

/** Names of arguments and variables whose value is the secret itself, not where it is kept. */
const secretWords = [
  'password',
  'passwd',
  'secret',
  'secret_string',
  'token',
  'private_?key',
  'api_?key',
  'access_?key',
  'secret_?key',
  'credential',
].join('|');

const secretName = new RegExp(`(?:^|_)(?:${secretWords})s?(?:_wo)?$`, 'i');

/** They are named like secrets and are none. */
const innocent: ReadonlySet<string> = new Set(['http_tokens']);

export const hasSecretName = (name: string): boolean =>
  !innocent.has(name) && secretName.test(name.replaceAll(/([a-z])([A-Z])/g, '$1_$2'));

const secretForms: readonly RegExp[] = [
  // Keys of AWS, GitHub, Slack and Stripe; tokens (JWT); private keys; passwords in URLs.
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10}/,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /\b[a-z][a-z0-9+]*:\/\/[^\s:/@$]*:[^\s:/@${}]{3,}@/,
];

export const hasSecretForm = (text: string): boolean => secretForms.some((form) => form.test(text));

/** `NAME=value` of shells and `name: value` of YAML; colons also stand in ARNs. */
const assignment = /(?:^|[\s;])([A-Za-z_]{4,})(?:=|:[ \t]+)["']?(?![$])[^\s"'`]{4,}/gm;

/** Variables of a script that are set to a secret in plain text; `X=$(...)` and `X=$Y` are not. */
export const secretsInScript = (text: string): string[] =>
  [...text.matchAll(assignment)].flatMap(([, name = '']) => (hasSecretName(name) ? [name] : []));
