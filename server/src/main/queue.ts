/** Waiting rooms in a process: what they work with, their routes, what they hear, what runs for them. */
import { randomBytes, randomInt } from 'node:crypto';
import { pooledBytes } from '../lib/pooled-bytes.ts';
import { createPlanShelf } from '../catalog/read-plan.ts';
import type { Config } from '../config/config.ts';
import type { AdmissionCheck } from '../inventory/admission.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import { createAdmissionCheck } from '../queue/admission-check.ts';
import { BUYERS_WINDOW_MINUTES, type Buyers, createBuyers } from '../queue/buyers.ts';
import { createChallenges } from '../queue/challenge.ts';
import { createQueueCore, type QueueCore } from '../queue/core.ts';
import { createEndedAdmissions } from '../queue/ended-admissions.ts';
import { createEntryTickets } from '../queue/entry-tickets.ts';
import { createJoinLimits } from '../queue/join-limits.ts';
import { createMailLinks, type MailLinks } from '../queue/mail-links.ts';
import type { QueuePayload } from '../queue/model/room.ts';
import { createPasses } from '../queue/passes.ts';
import { createPositions } from '../queue/positions.ts';
import {
  createQueueMetrics,
  observeLines,
  registerRooms,
  type RoomFigures,
} from '../queue/queue-metrics.ts';
import { controlOf } from '../queue/read-numbers.ts';
import { queueSecrets } from '../queue/queue-secrets.ts';
import { createRoomBoard, type RoomBoard } from '../queue/room-board.ts';
import { type QueueDeps, queueRoutes, type QueueRoutes } from '../queue/routes.ts';
import { createStatusBoard, type StatusBoard } from '../queue/status-board.ts';
import { createStockByTier } from '../queue/stock-by-tier.ts';
import type { Context } from './context.ts';

export type Queue = {
  readonly core: QueueCore;
  readonly rooms: RoomBoard;
  /** What the live channel watches and hears. */
  readonly status: StatusBoard;
  readonly buyers: Buyers;
  /** For bookings. */
  readonly admission: AdmissionCheck;
  /** For those who cannot run scripts. */
  readonly links: MailLinks;
  readonly deps: QueueDeps;
};

type Parts = Pick<
  Context,
  | 'db'
  | 'reads'
  | 'inventory'
  | 'book'
  | 'clock'
  | 'ids'
  | 'log'
  | 'metrics'
  | 'shared'
  | 'committed'
>;

export async function openQueue(config: Config, parts: Parts): Promise<Queue> {
  const { db, inventory, book, clock, ids, log, shared, committed } = parts;
  const { queue } = config;
  const secrets = await queueSecrets(db, queue.signingKeys);
  const metrics = createQueueMetrics(parts.metrics);
  const positions = createPositions();
  const passes = createPasses(secrets);
  const ended = createEndedAdmissions(clock);
  const warn = (text: string) => (error: unknown) => log.warn({ error }, text);
  const core = createQueueCore({
    db,
    clock,
    randomBytes,
    positions,
    ...(queue.beacon && { beacon: queue.beacon }),
    observer: observeLines(parts.metrics),
    onCommit: () => committed.wake(),
    onFault: warn('A group of a waiting room failed.'),
  });
  const rooms = createRoomBoard(core, clock);
  registerRooms(parts.metrics, () => figuresOf(rooms, clock.monotonicMs()));
  const buyers = createBuyers(
    shared.distinct(BUYERS_WINDOW_MINUTES),
    clock,
    warn('Buyers could not be counted.'),
  );
  const status = createStatusBoard({
    rooms,
    book,
    clock,
    stockOf: createStockByTier(inventory, book, createPlanShelf(db, parts.reads)),
    onError: warn('The status of a waiting room lacks something.'),
  });
  const limits = createJoinLimits({ clock, ...queue.joins, ...queue.challenge });
  const challenges = createChallenges({
    ...queue.challenge,
    secrets,
    once: shared.once,
    clock,
    randomInt: (below) => randomInt(below),
  });
  const tickets = createEntryTickets(secrets);
  const used = { core, rooms, status, book, positions, tickets, passes, ended };
  return {
    core,
    rooms,
    status,
    buyers,
    links: createMailLinks(secrets, clock),
    admission: createAdmissionCheck({
      rooms,
      passes,
      ended,
      core,
      isHearing: () => inventory.isHearing(),
      onBuyer: (eventId, personId) => buyers.seen(eventId, personId),
      onRefused: (code) => metrics.refused(code),
    }),
    // One nonce per join.
    deps: { ...used, limits, challenges, metrics, ids, randomBytes: pooledBytes(randomBytes) },
  };
}

export const waitingRoomRoutes = ({ queue }: Pick<Context, 'queue'>): QueueRoutes =>
  queueRoutes(queue.deps);

/** True: the row was about a waiting room, which changes nothing else of the event. */
export function hearQueue({ rooms, deps }: Queue, { eventId, payload }: OutboxRow): boolean {
  const told = payload as QueuePayload | { readonly kind: 'other' };
  if (told.kind !== 'queue') return false;
  for (const id of told.ended ?? []) deps.ended.note(id);
  if (told.room === true) rooms.hear(eventId);
  return true;
}

/** What was heard counts no more. */
export function forgetRooms({ rooms, deps }: Queue): void {
  deps.ended.reset();
  rooms.reset();
}

function figuresOf(rooms: RoomBoard, nowMs: number): RoomFigures {
  const figures = {
    rooms: 0,
    waiting: 0,
    active: 0,
    noShow: 0,
    targetPerMinute: 0,
    ageSeconds: 0,
  };
  for (const { room, readMs } of rooms.known()) {
    if (room === undefined) continue;
    figures.rooms += 1;
    figures.waiting += room.lastNumber - room.servedUpTo;
    figures.active += room.active;
    const { noShow, targetPerMinute } = controlOf(room);
    figures.noShow = Math.max(figures.noShow, noShow);
    figures.targetPerMinute += targetPerMinute;
    figures.ageSeconds = Math.max(figures.ageSeconds, (nowMs - readMs) / 1_000);
  }
  return figures;
}
