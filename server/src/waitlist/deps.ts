/** What the commands of waiting lists work with; put together once per process. */
import type { EventBook } from '../catalog/event-book.ts';
import type { Chooser } from '../inventory/chooser.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Log } from '../ops/log.ts';
import type { Limiter } from '../shared/contract.ts';
import type { WaitlistMetrics } from './waitlist-metrics.ts';

export type WaitlistDeps = {
  readonly db: Db;
  readonly inventory: Inventory;
  readonly chooser: Chooser;
  readonly book: Pick<EventBook, 'get'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly limiter: Limiter;
  readonly metrics: WaitlistMetrics;
  /** Names this process: whose turn it is to serve a list. */
  readonly processName: string;
  /** How long places are held for somebody who is offered them, in ms. */
  readonly offerMs: number;
  /** The page of the list, as letters name it. */
  readonly pageUrl: (eventId: number) => string;
  /** Whether letters are sent at all: without, nobody has to give an address. */
  readonly sendsMail: boolean;
  /** The address of an account, if somebody has shown that they read it. */
  readonly emailOf: (accountId: string) => Promise<string | undefined>;
  /** Something of this event was committed: the outbox has news. */
  readonly onCommit: (eventId: number) => void;
};
