/**
 * What a worker knows of the waiting room: the draw, recomputed from its published record as soon as
 * there is one, and (when asked for) one status a second that all its buyers share, as a CDN would do.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { DrawRecord, QueueStatus } from '@onsale/contract/queue.ts';
import { verifyDraw } from '@onsale/contract/verify-draw.ts';
import type { Visitor } from './door.ts';

export type LineWatch = {
  /** `own`: whoever asks. Undefined: this deployment has no waiting room for the event. */
  status(own: Visitor): Promise<QueueStatus | undefined>;
  /** The position of a number by the published draw; later numbers are their own position. */
  positionOf(own: Visitor, number: number): Promise<number | undefined>;
  stop(): void;
};

const SHARED_MS = 1_000;

export function watchLine(eventId: number, shared: Visitor | undefined): LineWatch {
  const path = `/api/v1/events/${eventId}/queue`;
  let latest: QueueStatus | undefined;
  let drawn: Promise<Uint32Array | undefined> | undefined;
  const life = { isOver: false };
  let first: Promise<void> | undefined;

  async function ask(visitor: Visitor): Promise<QueueStatus | undefined> {
    const answer = await visitor.send('status', { method: 'GET', path });
    return answer.status === 200 ? (answer.body as QueueStatus) : undefined;
  }

  async function follow(visitor: Visitor): Promise<void> {
    latest = await ask(visitor);
    void (async () => {
      while (!life.isOver) {
        await delay(SHARED_MS, undefined, { ref: false });
        latest = (await ask(visitor).catch(() => undefined)) ?? latest;
      }
    })();
  }

  async function readDraw(visitor: Visitor): Promise<Uint32Array | undefined> {
    const answer = await visitor.send('status', { method: 'GET', path: `${path}/draw` });
    if (answer.status !== 200) return undefined;
    const record = answer.body as DrawRecord;
    if (record.seed === undefined) return undefined;
    return (await verifyDraw(record, { eventId })).positions;
  }

  return {
    async status(own) {
      if (shared === undefined) return ask(own);
      await (first ??= follow(shared));
      return latest;
    },
    async positionOf(own, number) {
      drawn ??= readDraw(own);
      const positions = await drawn;
      if (positions !== undefined) return positions[number - 1] ?? number;
      // Not drawn yet: whoever asks next looks again.
      drawn = undefined;
      return undefined;
    },
    stop: () => (life.isOver = true),
  };
}
