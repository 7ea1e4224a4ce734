/** The payment simulator for tests of orders, with a door for its webhooks that leads to whom it shall. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookReceiver } from '../../src/orders/receive-webhook.ts';
import type { Faults } from '../../src/payments/simulator/faults.ts';
import { type Simulator, startSimulator } from '../../src/payments/simulator/start.ts';
import { temporaryFolder } from './throwaway.ts';

export const tillSecret = 'the secret of the simulator';
export const webhookSecret = 'the secret of its webhooks';

export type Till = {
  readonly simulator: Simulator;
  /** Sends every webhook to this receiver from now on. */
  deliverTo(receiver: WebhookReceiver): void;
  close(): Promise<void>;
};

/** The simulator and a door for its webhooks. */
export async function openTill(faults: Partial<Faults> = {}): Promise<Till> {
  const folder = await temporaryFolder();
  let receiver: WebhookReceiver | undefined;
  const door = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const received =
        receiver?.receive('simulator', request.headers, Buffer.concat(parts)) ??
        Promise.reject(new Error('nobody is there'));
      received.then(
        ({ ok }) => response.writeHead(ok ? 200 : 400).end(),
        () => response.writeHead(503).end(),
      );
    });
  });
  const port = await listen(door);
  const simulator = await startSimulator({
    directory: folder.path,
    secret: tillSecret,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${port}/`,
    faults,
    delays: { slowMs: 100, lateMs: 50 },
    deliveries: { backoffMinMs: 20 },
  });
  return {
    simulator,
    deliverTo: (next) => (receiver = next),
    async close() {
      receiver = undefined;
      await simulator.close();
      door.closeAllConnections();
      await new Promise((resolve) => {
        door.close(resolve);
      });
      await folder.remove();
    },
  };
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
