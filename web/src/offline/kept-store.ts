/**
 * Tickets on this device, in IndexedDB: one record, replaced as a whole. Their codes are kept as well,
 * because they are what opens the door, with or without a network; whoever has the device has them, as
 * with a printed ticket. Where nothing can be stored, nothing is kept and nothing breaks.
 */
import type { Ticket } from '../purchase/queries.ts';
import { markDevice } from './device-owner.ts';

export type KeptTickets = {
  /** Of this shape; a record of another one counts as none. */
  readonly form: 1;
  /** Whose they are. */
  readonly personId: string;
  /** By the server's clock. */
  readonly syncedAtMs: number;
  readonly tickets: readonly Ticket[];
};

const DATABASE = 'onsale';
const STORE = 'kept';
const KEY = 'tickets';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(STORE));
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(asked.error ?? new Error('no database')));
    asked.addEventListener('blocked', () => reject(new Error('blocked')));
  });
}

/** Resolves when the transaction is complete, not when the request is. */
async function run<Value>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = ask(transaction.objectStore(STORE));
      const fail = (): void => reject(transaction.error ?? new Error('not stored'));
      transaction.addEventListener('complete', () => resolve(asked.result));
      transaction.addEventListener('error', fail);
      transaction.addEventListener('abort', fail);
    });
  } finally {
    database.close();
  }
}

/** Null: nothing is kept. */
export async function readKept(): Promise<KeptTickets | null> {
  try {
    const value = (await run<unknown>('readonly', (store) => store.get(KEY))) as
      | Partial<KeptTickets>
      | undefined;
    return value?.form === 1 && Array.isArray(value.tickets) ? (value as KeptTickets) : null;
  } catch {
    return null;
  }
}

export async function writeKept(kept: KeptTickets): Promise<boolean> {
  try {
    await run('readwrite', (store) => store.put(kept, KEY));
    markDevice(kept.personId);
    return true;
  } catch {
    return false;
  }
}

export async function forgetKept(): Promise<void> {
  try {
    await run('readwrite', (store) => store.clear());
  } catch {
    // Nothing could be stored here, so there is nothing to forget.
  }
}
