/** Binds handlers to the service `Provider` of the plugin protocol. */
import { fileURLToPath } from 'node:url';
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { Duplex } from 'node:stream';
import type { Handlers } from './handlers.ts';

type ProtocolPackage = {
  readonly tfplugin5: { readonly Provider: { readonly service: ServiceDefinition } };
};

let loaded: ServiceDefinition | undefined;

function providerService(): ServiceDefinition {
  if (loaded === undefined) {
    const proto = fileURLToPath(new URL('tfplugin5.proto', import.meta.url));
    const definition = loadSync(proto, { keepCase: true, longs: Number, enums: String });
    const { tfplugin5 } = loadPackageDefinition(definition) as unknown as ProtocolPackage;
    loaded = tfplugin5.Provider.service;
  }
  return loaded;
}

/** Serves one connection and returns how to end it. */
export function serveConnection(connection: Duplex, handlers: Handlers): () => void {
  const server = new Server({
    'grpc.max_send_message_length': -1,
    'grpc.max_receive_message_length': -1,
  });
  server.addService(providerService(), implementationOf(handlers));
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  injector.injectConnection(connection);
  return () => {
    injector.destroy();
    server.forceShutdown();
  };
}

function implementationOf(handlers: Handlers): UntypedServiceImplementation {
  const implementation: UntypedServiceImplementation = {};
  for (const [name, handler] of Object.entries(handlers)) {
    implementation[name] = (
      call: ServerUnaryCall<Parameters<typeof handler>[0], unknown>,
      respond: sendUnaryData<unknown>,
    ): void => {
      try {
        respond(null, handler(call.request));
      } catch (error) {
        respond(null, { diagnostics: [diagnosticOf(error)] });
      }
    };
  }
  return implementation;
}

const diagnosticOf = (error: unknown): unknown => ({
  severity: 'ERROR',
  summary: error instanceof Error ? error.message : String(error),
  detail: '',
});
