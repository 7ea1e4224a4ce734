/**
 * Starts the server inside of a function: its secrets first, then the server itself. The adapter in
 * the image turns invocations into requests to the server's port.
 */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import process from 'node:process';
import { readSecrets } from './read-secrets.ts';

const client = new SecretsManagerClient({});

const secrets = await readSecrets(process.env.SECRET_REFERENCES ?? '{}', async (SecretId) => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  return SecretString ?? '';
});
Object.assign(process.env, secrets);
client.destroy();

await import('/app/server/src/main/server.ts');
