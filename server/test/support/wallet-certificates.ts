/**
 * Certificates as Apple and Google would give them, made by openssl for a test: a root, the intermediate
 * that signs pass types ("WWDR"), a pass type, and the key of a service account.
 */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './programs.ts';

export type WalletFiles = {
  /** What verifies a pass. */
  readonly rootFile: string;
  readonly wwdrFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly passphrase: string;
  readonly credentialsFile: string;
  readonly email: string;
  readonly googleKey: KeyObject;
};

const passphrase = 'a test phrase';
const openssl = (...args: readonly string[]): Buffer => runProgram('openssl', args);

export function makeWalletFiles(folder: string): WalletFiles {
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('ca.cnf'), '[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n');
  const root = ['-keyout', at('root.key'), '-out', at('root.pem'), '-days', '2', '-nodes'];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-subj', '/CN=Test Root', ...root);
  const sign = (name: string, issuer: string, subject: string, more: readonly string[]): void => {
    const request = at(`${name}.csr`);
    const keys = ['-keyout', at(`${name}.key`), '-out', request, '-subj', subject];
    openssl('req', '-newkey', 'rsa:2048', '-nodes', ...keys);
    const ca = ['-CA', at(`${issuer}.pem`), '-CAkey', at(`${issuer}.key`), '-CAcreateserial'];
    openssl(
      'x509',
      '-req',
      '-in',
      request,
      '-out',
      at(`${name}.pem`),
      ...ca,
      '-days',
      '2',
      ...more,
    );
  };
  sign('wwdr', 'root', '/CN=Test WWDR', ['-extfile', at('ca.cnf'), '-extensions', 'ca']);
  sign('pass', 'wwdr', '/UID=pass.example.tickets/CN=Pass Type ID/OU=TEAM123456', []);
  const locked = ['-aes256', '-passout', `pass:${passphrase}`, '-traditional'];
  openssl('rsa', '-in', at('pass.key'), '-out', at('locked.key'), ...locked);
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const email = 'tickets@test.iam.gserviceaccount.com';
  writeFileSync(
    at('service-account.json'),
    JSON.stringify({
      type: 'service_account',
      client_email: email,
      private_key: privateKey.export({ format: 'pem', type: 'pkcs8' }),
    }),
  );
  return {
    rootFile: at('root.pem'),
    wwdrFile: at('wwdr.pem'),
    certificateFile: at('pass.pem'),
    keyFile: at('locked.key'),
    passphrase,
    credentialsFile: at('service-account.json'),
    email,
    googleKey: publicKey,
  };
}
