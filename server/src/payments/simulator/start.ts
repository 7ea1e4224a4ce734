/** Starts a payment simulator: journal, memory, deliveries and the API, inside this process. */
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { systemTimers, type Timers } from '../../lib/deadline.ts';
import { createIds, type Ids } from '../../lib/uuid-v7.ts';
import { lockInstance } from '../../postgres/instance-lock.ts';
import { createApi } from './api.ts';
import { Book } from './book.ts';
import { Deliveries, deliveryDefaults, type DeliveryLimits } from './deliveries.ts';
import { type Faults, noFaults } from './faults.ts';
import { openJournal } from './journal.ts';
import { defaultDelays, type Delays } from './plan.ts';
import type { Entry } from './records.ts';
import { Till } from './till.ts';

export type SimulatorOptions = {
  /** Where the journal is; made when it is not there. One simulator at a time. */
  readonly directory: string;
  /** Callers send it as `Authorization: Bearer <secret>`. */
  readonly secret: string;
  readonly webhookSecret: string;
  /** Where events are told; they wait while there is none. */
  readonly webhookUrl?: string | undefined;
  /** 127.0.0.1 when absent. */
  readonly host?: string;
  /** Any free one when absent or 0. */
  readonly port?: number;
  readonly faults?: Partial<Faults>;
  readonly delays?: Partial<Delays>;
  readonly deliveries?: Partial<DeliveryLimits>;
  readonly recordsMax?: number;
  readonly clock?: Clock;
  readonly timers?: Timers;
  readonly ids?: Ids;
  /** A request met a bug. */
  readonly onError?: (error: Error) => void;
  /** A write to the journal failed: nothing is answered any more, it has to be started anew. */
  readonly onBroken?: (error: Error) => void;
};

export type Simulator = {
  /** `http://host:port` */
  readonly url: string;
  readonly port: number;
  webhooksTo(url: string): void;
  close(): Promise<void>;
};

/** About half a kilobyte each in memory. */
const RECORDS_MAX = 1_000_000;
export const JOURNAL_FILE = 'journal';

/** Throws a StartupError when another one uses the directory or the journal is damaged. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const lock = await lockInstance(options.directory);
  try {
    return await startLocked(options, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(options: SimulatorOptions, release: () => void): Promise<Simulator> {
  const { clock = systemClock, timers = systemTimers, onError = () => {} } = options;
  const book = new Book();
  const path = join(options.directory, JOURNAL_FILE);
  const take = (entry: unknown): void => book.apply(entry as Entry);
  const journal = await openJournal(path, take, options.onBroken ?? (() => {}));
  const limits = { ...deliveryDefaults, ...options.deliveries };
  const record = (entry: Entry): void => {
    journal.append(entry);
    book.apply(entry);
  };
  const { webhookSecret: secret, webhookUrl } = options;
  const deliveries = new Deliveries({ clock, timers, secret, limits, record }, webhookUrl);
  const till = new Till(
    {
      book,
      journal,
      clock,
      timers,
      ids: options.ids ?? createIds(clock),
      delays: { ...defaultDelays, ...options.delays },
      recordsMax: options.recordsMax ?? RECORDS_MAX,
      tell: (event) => deliveries.tell(event),
    },
    { ...noFaults, ...options.faults },
  );
  const api = createApi({ till, deliveries, secret: options.secret, timers, onError });
  async function close(): Promise<void> {
    till.close();
    await api.close();
    await deliveries.close();
    await journal.close();
    release();
  }
  try {
    const { host = '127.0.0.1', port = 0 } = options;
    await api.listen({ host, port, backlog: 1_024 });
    for (const event of book.untold.values()) deliveries.tell(event);
    const bound = (api.server.address() as AddressInfo).port;
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
      port: bound,
      webhooksTo: (url) => {
        deliveries.url = url;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
