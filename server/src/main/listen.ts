/** Ports: an explicit one must be free; otherwise the next free one is taken. */
import { StartupError } from '../postgres/startup-error.ts';

const TRIES_MAX = 100;

export type PortWish = { readonly port: number; readonly portExplicit: boolean };

/** Calls `listen` until a port is free. Throws a StartupError when an explicit one is taken. */
export async function onFreePort<T>(
  wish: PortWish,
  name: string,
  listen: (port: number) => Promise<T>,
): Promise<T> {
  for (let port = wish.port; ; port++) {
    try {
      return await listen(port);
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken) throw error;
      if (wish.portExplicit) {
        throw new StartupError(`Port ${port} is taken. Choose another one with ${name}.`);
      }
      if (port >= wish.port + TRIES_MAX) {
        throw new StartupError(
          `No port from ${wish.port} to ${port} is free. Choose one with ${name}.`,
        );
      }
    }
  }
}
