/** What a deployment can make passes with, read once at start: a wrong file has to be found then. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WalletsConfig } from '../config/config.ts';
import { StartupError } from '../postgres/startup-error.ts';
import type { AppleWallet } from './apple-pass.ts';
import type { GoogleWallet } from './google-pass.ts';

export type Wallets = {
  readonly apple: AppleWallet | undefined;
  readonly google: GoogleWallet | undefined;
};

const folder = join(import.meta.dirname, '../../assets/pass');
const pictures = ['icon', 'logo'].flatMap((name) =>
  ['', '@2x', '@3x'].map((scale) => `${name}${scale}.png`),
);

/** @throws {StartupError} */
export async function openWallets(config: WalletsConfig): Promise<Wallets> {
  const { apple, google } = config;
  return {
    apple: apple && (await openApple(apple)),
    google: google && (await openGoogle(google)),
  };
}

async function read(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new StartupError(`${path} cannot be read.`);
  return text;
}

async function openApple(config: NonNullable<WalletsConfig['apple']>): Promise<AppleWallet> {
  const { certificateFile, keyFile, wwdrFile, ...rest } = config;
  const [certificate, key, wwdr] = await Promise.all([
    read(certificateFile),
    read(keyFile),
    read(wwdrFile),
  ]);
  const [signer] = [
    certificateIn(certificateFile, certificate),
    certificateIn(wwdrFile, wwdr),
  ] as const;
  if (!signer.checkPrivateKey(keyIn(keyFile, key, rest.passphrase))) {
    throw new StartupError(`${keyFile} is not the key of the certificate ${certificateFile}.`);
  }
  const bytes = await Promise.all(pictures.map((name) => readFile(join(folder, name))));
  const named = Object.fromEntries(
    pictures.flatMap((name, at) => (bytes[at] === undefined ? [] : [[name, bytes[at]] as const])),
  );
  return { ...rest, certificate, key, wwdr, pictures: named };
}

function certificateIn(path: string, pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new StartupError(`${path} is not a certificate in PEM.`);
  }
}

/** The reason is kept out of the message: it might quote the key. */
function keyIn(path: string, pem: string, passphrase: string | undefined) {
  try {
    const key = createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) });
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // Said below, like a key of another kind.
  }
  throw new StartupError(`${path} is not an RSA key in PEM that can be opened.`);
}

async function openGoogle(config: NonNullable<WalletsConfig['google']>): Promise<GoogleWallet> {
  const { issuerId, credentialsFile } = config;
  const account = accountIn(await read(credentialsFile));
  if (account === undefined) {
    throw new StartupError(`${credentialsFile} is not the key (JSON) of a service account.`);
  }
  return { issuerId, email: account.email, key: keyIn(credentialsFile, account.pem, undefined) };
}

function accountIn(text: string): { readonly email: string; readonly pem: string } | undefined {
  try {
    const { client_email: email, private_key: pem } = JSON.parse(text) as Record<string, unknown>;
    return typeof email === 'string' && typeof pem === 'string' ? { email, pem } : undefined;
  } catch {
    return undefined;
  }
}
