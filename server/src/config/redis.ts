/** What the settings of Redis come to, and which of them contradict each other. */
import type { RedisConfig } from './config.ts';
import type { SettingValues } from './settings.ts';

export function redisConfig(values: SettingValues): RedisConfig | undefined {
  if (values.REDIS_URL === undefined) return undefined;
  const url = new URL(values.REDIS_URL);
  const username = values.REDIS_USERNAME ?? decoded(url.username);
  const password = values.REDIS_PASSWORD ?? decoded(url.password);
  const tls = values.REDIS_TLS || url.protocol === 'rediss:';
  url.username = '';
  url.password = '';
  return {
    url: url.href,
    cluster: values.REDIS_CLUSTER,
    tls,
    caFile: values.REDIS_TLS_CA_FILE,
    username,
    password,
    commandTimeoutMs: values.REDIS_COMMAND_TIMEOUT_MS,
    keyPrefix: values.REDIS_KEY_PREFIX,
  };
}

function decoded(text: string): string | undefined {
  if (text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that means itself.
    return text;
  }
}

const NEED_A_URL = [
  'REDIS_CLUSTER',
  'REDIS_TLS',
  'REDIS_TLS_CA_FILE',
  'REDIS_USERNAME',
  'REDIS_PASSWORD',
];

/** What is wrong, one text for each; assumes that each value by itself is right. */
export function redisProblems(
  values: SettingValues,
  given: ReadonlySet<string>,
): readonly string[] {
  const problems: string[] = [];
  if (/[{}]/.test(values.REDIS_KEY_PREFIX)) {
    problems.push('REDIS_KEY_PREFIX must not contain braces: they choose the slot of a key.');
  }
  if (values.REDIS_URL === undefined) {
    const homeless = NEED_A_URL.filter((name) => given.has(name));
    return homeless.length === 0
      ? problems
      : [
          ...problems,
          `${homeless.join(', ')} also need${homeless.length > 1 ? '' : 's'} REDIS_URL.`,
        ];
  }
  const { hostname, pathname, protocol, password } = new URL(values.REDIS_URL);
  if (hostname === '') problems.push('REDIS_URL needs a host.');
  if (!/^\/?\d{0,4}$/.test(pathname)) {
    problems.push('REDIS_URL may end in the number of a database and in nothing else.');
  } else if (values.REDIS_CLUSTER && Number(pathname.slice(1)) > 0) {
    problems.push('REDIS_URL names a database; a cluster (REDIS_CLUSTER) has only number 0.');
  }
  if (given.has('REDIS_TLS_CA_FILE') && !values.REDIS_TLS && protocol !== 'rediss:') {
    problems.push('REDIS_TLS_CA_FILE needs TLS: rediss:// in REDIS_URL, or REDIS_TLS=true.');
  }
  if (given.has('REDIS_TLS') && !values.REDIS_TLS && protocol === 'rediss:') {
    problems.push('REDIS_TLS=false contradicts rediss:// in REDIS_URL; unset one of them.');
  }
  if (given.has('REDIS_USERNAME') && !given.has('REDIS_PASSWORD') && password === '') {
    problems.push('REDIS_USERNAME needs REDIS_PASSWORD.');
  }
  return problems;
}
