/** A Redis that wants TLS, a user and a password, and a cluster that wants TLS. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RedisConfig } from '../../src/config/config.ts';
import { redisConfigFor, startRedis } from './redis.ts';
import { startRedisCluster } from './redis-cluster.ts';

export type SecureRedis = {
  readonly config: RedisConfig;
  remove(): Promise<void>;
};

const USER = 'app';
const PASSWORD = 'one/two#three';

export type Certificate = {
  readonly file: string;
  readonly settings: readonly (readonly string[])[];
  remove(): Promise<void>;
};

/** Signed by itself, for the name `localhost` and no address. */
async function makeCertificate(): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'onsale-tls-'));
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const files = ['-keyout', key, '-out', file];
  const args = ['req', '-x509', '-days', '2', ...curve, ...files, ...subject];
  execFileSync('openssl', args, { stdio: 'ignore' });
  return {
    file,
    settings: [
      ['tls-cert-file', file],
      ['tls-key-file', key],
      ['tls-ca-cert-file', file],
      ['tls-auth-clients', 'no'],
    ],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export async function startSecureRedis(): Promise<SecureRedis> {
  const certificate = await makeCertificate();
  const server = await startRedis({
    tls: true,
    settings: [
      ...certificate.settings,
      ['user', 'default', 'off'],
      // As little as the product needs: its own keys, and nothing that could hurt others.
      ['user', USER, 'on', `>${PASSWORD}`, '~onsale:*', '+@all', '-@dangerous', '+info'],
    ],
  });
  return {
    config: redisConfigFor(server.port, {
      url: `rediss://localhost:${server.port}`,
      tls: true,
      caFile: certificate.file,
      username: USER,
      password: PASSWORD,
    }),
    async remove() {
      await server.remove();
      await certificate.remove();
    },
  };
}

/** Its nodes tell their addresses, for which the certificate is not. */
export async function startSecureCluster(): Promise<SecureRedis> {
  const certificate = await makeCertificate();
  const cluster = await startRedisCluster(certificate).catch(async (error: unknown) => {
    await certificate.remove();
    throw error;
  });
  return {
    config: cluster.config,
    async remove() {
      await cluster.remove();
      await certificate.remove();
    },
  };
}
