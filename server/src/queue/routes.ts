/** Binds the routes of waiting rooms, and says what they need. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { queueRoutes as contract } from '@onsale/contract/product-queue.ts';
import type { EventBook } from '../catalog/event-book.ts';
import type { Handlers } from '../lib/handler.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Challenges } from './challenge.ts';
import type { QueueCore } from './core.ts';
import type { EndedAdmissions } from './ended-admissions.ts';
import type { EntryTickets } from './entry-tickets.ts';
import type { JoinLimits } from './join-limits.ts';
import type { Passes } from './passes.ts';
import type { Positions } from './positions.ts';
import { publicHandlers } from './public-handlers.ts';
import { queueHandlers } from './queue-handlers.ts';
import type { QueueMetrics } from './queue-metrics.ts';
import type { RoomBoard } from './room-board.ts';
import { roomHandlers } from './room-handlers.ts';
import type { StatusBoard } from './status-board.ts';

export type QueueDeps = {
  readonly core: QueueCore;
  readonly rooms: RoomBoard;
  readonly status: StatusBoard;
  readonly book: Pick<EventBook, 'get'>;
  readonly positions: Positions;
  readonly tickets: EntryTickets;
  readonly passes: Passes;
  readonly ended: EndedAdmissions;
  readonly limits: JoinLimits;
  readonly challenges: Challenges;
  readonly metrics: QueueMetrics;
  readonly ids: Ids;
  readonly randomBytes: (bytes: number) => Buffer;
};

export type QueueRoutes = Pick<Handlers<ProductApi>, keyof typeof contract>;

export const queueRoutes = (deps: QueueDeps): QueueRoutes => ({
  ...publicHandlers(deps),
  ...queueHandlers(deps),
  ...roomHandlers(deps),
});
