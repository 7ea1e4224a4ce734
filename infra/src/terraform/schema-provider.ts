/**
 * A twin of the AWS provider that knows its schema and nothing else: Terraform attaches it instead
 * of the real one through TF_REATTACH_PROVIDERS, its documented hook for debugging providers, and
 * can then validate and plan without AWS, without a registry and without credentials.
 *
 * It has to run in another process than the one that waits for Terraform, or beside an asynchronous
 * wait: a synchronous one would never let it answer.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createHandlers } from './provider/handlers.ts';
import { serveConnection } from './provider/grpc-service.ts';
import { createSchemaSet } from './provider/schema-set.ts';
import type { TypeName } from './schema/types.ts';

export type SchemaProvider = {
  /**
   * Offers the schemas of `types` on a socket of their own. A stack gets what it uses: Terraform
   * needs longer to take in a schema than to check a stack against it.
   */
  readonly offer: (types: readonly TypeName[]) => Promise<Offer>;
  readonly close: () => Promise<void>;
};

export type Offer = {
  /** For the environment variable TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  readonly close: () => Promise<void>;
};

/** Terraform and OpenTofu look for the same provider under different addresses. */
const providerAddresses = [
  'registry.terraform.io/hashicorp/aws',
  'registry.opentofu.org/hashicorp/aws',
] as const;

/** Sockets lie in a folder that only this user can enter. */
export async function startSchemaProvider(): Promise<SchemaProvider> {
  const folder = await mkdtemp(join(tmpdir(), 'onsale-schema-'));
  const offers = new Set<Offer>();
  let count = 0;
  return {
    offer: async (types) => {
      count += 1;
      const opened = await openOffer(types, join(folder, `${count}.sock`));
      const offer: Offer = {
        reattach: opened.reattach,
        close: async () => {
          if (offers.delete(offer)) await opened.close();
        },
      };
      offers.add(offer);
      return offer;
    },
    close: async () => {
      await Promise.all([...offers].map((offer) => offer.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openOffer(types: readonly TypeName[], socketPath: string): Promise<Offer> {
  const schemas = createSchemaSet(types);
  const connections = new Set<() => void>();
  const server = createServer((connection: Socket) => {
    // Terraform opens a connection for each configuration of the provider, so what it is told on
    // one of them (its region) stays apart from the others.
    const end = serveConnection(connection, createHandlers(schemas));
    connections.add(end);
    connection.once('close', () => connections.delete(end));
  });
  await listen(server, socketPath);
  return {
    reattach: reattachTo(socketPath),
    close: async () => {
      for (const end of connections) end();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });

function reattachTo(socketPath: string): string {
  const plugin = {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: process.pid,
    // Terraform must not end the provider's process: it is this one.
    Test: true,
    Addr: { Network: 'unix', String: socketPath },
  };
  return JSON.stringify(Object.fromEntries(providerAddresses.map((address) => [address, plugin])));
}
