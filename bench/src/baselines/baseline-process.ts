/**
 * What every baseline process shares: its options come as one JSON argument, its port goes to IPC.
 */
import type { AddressInfo } from 'node:net';

/** An answer of the real server, sent again byte for byte. */
export type ReplayOptions = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * The options the parent passed. Their type is the caller's word: both sides live in this
 * workspace.
 */
export function readOptions(): unknown {
  const text = process.argv[2];
  if (text === undefined) throw new Error('usage: node <baseline>.ts <options as JSON>');
  return JSON.parse(text) as unknown;
}

/** Tells the parent the port, and ends with it. */
export function announce(address: AddressInfo | string | null): void {
  if (address === null || typeof address === 'string') throw new Error('not a TCP address');
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port: address.port });
}
