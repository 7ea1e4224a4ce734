/** Settings of web push: who speaks to push services, and which of them are spoken to. */
import { Type } from 'typebox';
import { type SettingGroup, type Settings, text } from './setting.ts';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Plain http leads nowhere but to this machine. */
function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  return isSafe && url.origin === value;
}

const isLoopback = ({ hostname }: URL): boolean => LOOPBACK.has(hostname);

export const pushSettings = {
  VAPID_PUBLIC_KEY: {
    schema: text('a P-256 public key of 87 characters (base64url)', 87, 87),
    description:
      'Names this site to push services. Subscriptions are bound to it: a new key ends all.',
    whenUnset: 'a pair is made once and kept in the database',
  },
  VAPID_PRIVATE_KEY: {
    schema: text('a P-256 private key of 43 characters (base64url)', 43, 43),
    description: 'The private half.',
    secret: true,
  },
  VAPID_PRIVATE_KEY_FILE: {
    schema: text('the path of a readable file'),
    description: 'A file with the private half, instead of `VAPID_PRIVATE_KEY`.',
  },
  VAPID_SUBJECT: {
    schema: Type.Refine(
      Type.String({ maxLength: 300, description: 'an address: `mailto:…` or `https://…`' }),
      (value) => /^(?:mailto:|https:\/\/)/.test(value) && URL.canParse(value),
    ),
    description: 'Whom the operator of a push service may write to.',
    whenUnset: '`PUBLIC_URL` when it begins with https, else nobody who could be reached',
  },
  PUSH_SERVICES: {
    schema: Type.Array(Type.Refine(Type.String(), isOrigin), {
      minItems: 1,
      maxItems: 20,
      description:
        'origins separated by commas, e.g. `https://push.example.org`; http only on this machine',
    }),
    description:
      'Push services that are spoken to besides those of the known browsers (Chrome, Edge, Firefox, ' +
      'Safari). An endpoint at any other address is refused: browsers name it, and the server calls it.',
  },
} satisfies Settings;

export const pushGroups: readonly SettingGroup[] = [
  {
    title: 'Web push',
    introduction:
      'Notifications on devices whose owner asked for them; see [offline tickets](offline-tickets.md).',
    settings: pushSettings,
  },
];
