/** Organizers put a poster on their events: checked by what it is, kept as it was sent. */
import { createHash } from 'node:crypto';
import { posterSide } from '@onsale/contract/product-posters.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { appendOutbox } from '../outbox/append.ts';
import type { Tx } from '../lib/db.ts';
import { type Handlers, mayActFor, type Principal } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { eventPayload } from './create-event.ts';
import { type Picture, readPicture } from './model/picture.ts';
import type { CatalogDeps, ShownEvent } from './routes.ts';
import * as statements from './sql/posters.ts';

type Served = Pick<Handlers<ProductApi>, 'putPoster' | 'removePoster'>;
type Changed = Result<{ readonly event: ShownEvent }, 'event_not_found'>;

export function posterHandlers(deps: Pick<CatalogDeps, 'db' | 'book' | 'show'>): Served {
  const { db, book, show } = deps;

  /** Who may not change an event is not told that it exists: everybody can read it anyway. */
  async function mayChange(eventId: number, principal: Principal): Promise<boolean> {
    const event = await book.get(eventId);
    return event !== undefined && mayActFor(principal, event.organizationId, 'events:write');
  }

  async function change(eventId: number, write: (tx: Tx) => Promise<boolean>): Promise<Changed> {
    await db.transaction(async (tx) => {
      if (await write(tx)) await appendOutbox(tx, eventId, eventPayload('updated'));
    });
    const event = await show(eventId);
    return event === undefined ? refuse('event_not_found') : ok({ event });
  }

  return {
    async putPoster({ params, body }, principal) {
      const { eventId } = params;
      if (!(await mayChange(eventId, principal))) return refuse('event_not_found');
      // Whatever is no bytes is no picture.
      const picture = Buffer.isBuffer(body) ? readPicture(body) : undefined;
      if (picture === undefined) return refuse('picture_invalid', { problem: 'unknown kind' });
      if (!hasGoodSize(picture))
        return refuse('picture_invalid', { problem: 'size', ...posterSide });
      const hash = createHash('sha256').update(body).digest();
      const { type, width, height } = picture;
      return change(eventId, async (tx) => {
        await tx.query(statements.putPoster, [eventId, hash, type, width, height, body]);
        return true;
      });
    },

    async removePoster({ params }, principal) {
      const { eventId } = params;
      if (!(await mayChange(eventId, principal))) return refuse('event_not_found');
      return change(eventId, async (tx) => {
        const removed = await tx.query(statements.removePoster, [eventId]);
        return removed.length > 0;
      });
    },
  };
}

const hasGoodSize = ({ width, height }: Picture): boolean =>
  [width, height].every((side) => side >= posterSide.min && side <= posterSide.max);
