/** What the buyers of one worker have in common. */
import type { ProductEvent } from '@onsale/contract/product.ts';
import type { Ids } from '@onsale/server/src/lib/uuid-v7.ts';
import type { Tally } from './tally.ts';
import type { LineWatch } from './watch-line.ts';

export type Stage = {
  readonly eventId: number;
  readonly event: ProductEvent;
  readonly line: LineWatch;
  readonly tally: Tally;
  readonly ids: Ids;
  /** How long a turn is kept free. */
  readonly graceMs: number;
  /** Now, in ms since the sale opened, by our clock set to the server's. */
  nowMs(): number;
  /** An instant that the server said, in ms since the sale opened. */
  instantMs(instant: string): number;
  /** Waits, but no longer than the rehearsal lasts. */
  pause(ms: number): Promise<void>;
  /** The rehearsal's own time is up: everybody goes home. */
  isOver(): boolean;
  /** Runs one proof of work after the other. */
  solving(solve: () => Promise<string>): Promise<string>;
};
