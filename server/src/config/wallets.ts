/** What the settings of wallets come to. */
import type { WalletsConfig } from './config.ts';
import type { SettingValues } from './settings.ts';

export function walletsConfig(values: SettingValues): WalletsConfig {
  return { apple: appleConfig(values), google: googleConfig(values) };
}

function appleConfig(values: SettingValues): WalletsConfig['apple'] {
  const {
    APPLE_WALLET_PASS_TYPE_ID: passTypeId,
    APPLE_WALLET_TEAM_ID: teamId,
    APPLE_WALLET_CERTIFICATE_FILE: certificateFile,
    APPLE_WALLET_KEY_FILE: keyFile,
    APPLE_WALLET_KEY_PASSPHRASE: passphrase,
    APPLE_WALLET_WWDR_FILE: wwdrFile,
  } = values;
  // Half of them never get here: the table says that they belong together.
  if (passTypeId === undefined || teamId === undefined || wwdrFile === undefined) return undefined;
  if (certificateFile === undefined || keyFile === undefined) return undefined;
  return { passTypeId, teamId, certificateFile, keyFile, passphrase, wwdrFile };
}

function googleConfig(values: SettingValues): WalletsConfig['google'] {
  const { GOOGLE_WALLET_ISSUER_ID: issuerId, GOOGLE_WALLET_CREDENTIALS_FILE: credentialsFile } =
    values;
  if (issuerId === undefined || credentialsFile === undefined) return undefined;
  return { issuerId, credentialsFile };
}

export const walletProblems = (
  _values: SettingValues,
  given: ReadonlySet<string>,
): readonly string[] =>
  given.has('APPLE_WALLET_KEY_PASSPHRASE') && !given.has('APPLE_WALLET_KEY_FILE')
    ? ['APPLE_WALLET_KEY_PASSPHRASE also needs APPLE_WALLET_KEY_FILE.']
    : [];
