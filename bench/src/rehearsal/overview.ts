/** The sale as its operator sees it, once a second from outside: the line, who is in, what is left. */
import type { ProductEvent, InventoryState } from '@onsale/contract/product.ts';
import type { QueueStatus, RoomNumbers } from '@onsale/contract/queue.ts';
import { countSeatStates, decodeSeatStates } from '@onsale/contract/seat-state.ts';
import type { Options } from './options.ts';
import { ask } from './prepare.ts';

/** Undefined: could not be seen. */
export type View = {
  readonly held: number | undefined;
  readonly sold: number | undefined;
  readonly joined: number | undefined;
  readonly servedUpTo: number | undefined;
  readonly active: number | undefined;
  readonly outstanding: number | undefined;
  readonly reason: string | undefined;
  readonly stock: string | undefined;
  readonly phase: string | undefined;
  readonly version: number | undefined;
};

const unseen: View = {
  held: undefined,
  sold: undefined,
  joined: undefined,
  servedUpTo: undefined,
  active: undefined,
  outstanding: undefined,
  reason: undefined,
  stock: undefined,
  phase: undefined,
  version: undefined,
};

/** `hasRoom`: there is a waiting room whose numbers the key may see. */
export async function look(
  options: Options,
  { id }: ProductEvent,
  hasRoom: boolean,
): Promise<View> {
  const path = `/api/v1/events/${id}`;
  const get = (more: string) => ask(options, 'GET', `${path}${more}`).catch(() => undefined);
  const [state, room, status] = await Promise.all([
    get('/state'),
    hasRoom ? get('/queue/room') : undefined,
    hasRoom ? undefined : get('/queue'),
  ]);
  const seen = room?.status === 200 ? roomView(room.body) : statusView(status?.body);
  return { ...unseen, ...seen, ...(state?.status === 200 ? stateView(state.body) : {}) };
}

function stateView(body: Readonly<Record<string, unknown>>): Pick<View, 'held' | 'sold'> {
  const { seats, seatCount, pools } = body as InventoryState;
  const counts = countSeatStates(decodeSeatStates(seats, seatCount), seatCount);
  return {
    held: counts.HELD + pools.reduce((sum, pool) => sum + pool.held, 0),
    sold: counts.SOLD + pools.reduce((sum, pool) => sum + pool.sold, 0),
  };
}

const statusView = (body: unknown): Partial<View> => {
  const { joined, servedUpTo, reason, stock, phase, version } = (body ??
    {}) as Partial<QueueStatus>;
  return { joined, servedUpTo, reason, stock, phase, version };
};

function roomView(body: Readonly<Record<string, unknown>>): Partial<View> {
  const { active, outstanding } = body['numbers'] as RoomNumbers;
  return { ...statusView(body['status']), active, outstanding };
}
