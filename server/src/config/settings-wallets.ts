/** Settings of passes for the wallets of phones. */
import { type SettingGroup, type Settings, text } from './setting.ts';

const file = () => text('the path of a readable file');
const name = (what: string) => text(what, 1, 200);

export const walletSettings = {
  APPLE_WALLET_PASS_TYPE_ID: {
    schema: name('a pass type identifier'),
    description: 'The pass type, e.g. `pass.org.example.tickets`.',
    whenUnset: 'there are no passes for Apple Wallet',
  },
  APPLE_WALLET_TEAM_ID: {
    schema: name('a team identifier'),
    description: 'The team at Apple that owns it, ten characters.',
  },
  APPLE_WALLET_CERTIFICATE_FILE: {
    schema: file(),
    description: 'The certificate of the pass type (PEM).',
  },
  APPLE_WALLET_KEY_FILE: { schema: file(), description: 'Its private key (PEM, RSA).' },
  APPLE_WALLET_KEY_PASSPHRASE: {
    schema: text('a passphrase', 1, 512),
    description: 'The passphrase of that key, if it has one.',
    secret: true,
  },
  APPLE_WALLET_WWDR_FILE: {
    schema: file(),
    description:
      'The certificate at Apple that signed it (PEM): “Worldwide Developer Relations”, of the ' +
      'generation that the certificate names as its issuer.',
  },
  GOOGLE_WALLET_ISSUER_ID: {
    schema: text('an issuer identifier: digits', 1, 50),
    description: 'The issuer of passes in the Google Pay & Wallet Console.',
    whenUnset: 'there are no passes for Google Wallet',
  },
  GOOGLE_WALLET_CREDENTIALS_FILE: {
    schema: file(),
    description: 'The key (JSON) of a service account that the issuer has let in.',
  },
} satisfies Settings;

export const walletGroups: readonly SettingGroup[] = [
  {
    title: 'Wallets',
    introduction:
      'Tickets in the wallet of a phone; see [mail and documents](mail-and-documents.md) for how to ' +
      'get what they need.',
    settings: walletSettings,
    together: [
      [
        'APPLE_WALLET_PASS_TYPE_ID',
        'APPLE_WALLET_TEAM_ID',
        'APPLE_WALLET_CERTIFICATE_FILE',
        'APPLE_WALLET_KEY_FILE',
        'APPLE_WALLET_WWDR_FILE',
      ],
      ['GOOGLE_WALLET_ISSUER_ID', 'GOOGLE_WALLET_CREDENTIALS_FILE'],
    ],
  },
];
