/** What the settings of web push come to. */
import type { PushConfig } from './config.ts';
import type { SettingValues } from './settings.ts';

/** Push services want to know whom to write to; nobody answers here, and nobody pretends to. */
const NOBODY = 'mailto:nobody@localhost';

export function pushConfig(values: SettingValues): PushConfig {
  const { VAPID_SUBJECT: given, PUBLIC_URL: site } = values;
  return {
    publicKey: values.VAPID_PUBLIC_KEY,
    privateKey: values.VAPID_PRIVATE_KEY,
    privateKeyFile: values.VAPID_PRIVATE_KEY_FILE,
    subject: given ?? (site?.startsWith('https://') === true ? site : NOBODY),
    services: values.PUSH_SERVICES ?? [],
  };
}

/** The two halves of a pair belong together, and the private one comes from one place. */
export function pushProblems(
  _values: SettingValues,
  given: ReadonlySet<string>,
): readonly string[] {
  const [inline, file] = [given.has('VAPID_PRIVATE_KEY'), given.has('VAPID_PRIVATE_KEY_FILE')];
  if (inline && file) {
    return ['VAPID_PRIVATE_KEY_FILE contradicts VAPID_PRIVATE_KEY; unset one of them.'];
  }
  if (given.has('VAPID_PUBLIC_KEY') === (inline || file)) return [];
  return [
    'VAPID_PUBLIC_KEY must be set together with VAPID_PRIVATE_KEY or VAPID_PRIVATE_KEY_FILE.',
  ];
}
