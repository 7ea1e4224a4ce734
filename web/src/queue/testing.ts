/** A status for tests: whatever is not said is quiet. */
import { queuePoll } from '@onsale/contract/queue-poll.ts';
import type { QueueStatus } from './queries.ts';

export const statusOf = (more: Partial<QueueStatus> = {}): QueueStatus => ({
  eventId: 1,
  phase: 'serving',
  serverTime: '2027-01-01T00:00:00.000Z',
  saleOpensAt: '2027-01-01T00:00:00.000Z',
  access: 'everybody',
  joined: 0,
  servedUpTo: 0,
  perMinute: 0,
  reason: 'ok',
  stock: 'available',
  tiers: [],
  poll: queuePoll,
  version: 1,
  stale: false,
  ...more,
});
