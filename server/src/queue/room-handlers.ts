/** What organizers set and see of their waiting rooms. */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { RoomNumbers, RoomSettings } from '@onsale/contract/queue.ts';
import type { Scope } from '@onsale/contract/route.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import { type Handlers, mayActFor, type Principal } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { presaleHash } from './presale-hash.ts';
import { presentSettings } from './present-status.ts';
import type { QueueDeps } from './routes.ts';

type Served = Pick<Handlers<ProductApi>, 'readRoom' | 'changeRoom' | 'addPresaleCodes'>;
type Shown = BodyOf<ProductApi['readRoom']>;

/** What a room begins with, as the table says; shown before there is one. */
export const firstSettings: RoomSettings = {
  mode: 'off',
  activeMax: 500,
  perMinuteMin: 0,
  perMinuteMax: 3_000,
  engageAt: 300,
  sessionSeconds: 600,
  sessionSecondsMax: 1_800,
  graceSeconds: 120,
  access: 'everybody',
  challenge: 'adaptive',
  control: 'run',
  draw: 'operator',
};
const nobody: RoomNumbers = {
  active: 0,
  outstanding: 0,
  waiting: 0,
  admitted: 0,
  noShowPercent: 0,
  targetPerMinute: 0,
  engaged: false,
};

export function roomHandlers(deps: QueueDeps): Served {
  const { core, rooms, status, book } = deps;

  /** Who may not see an event's room is not told more than everybody knows. */
  async function acting<Value, Code extends ErrorCode>(
    eventId: number,
    principal: Principal,
    scope: Scope,
    act: (organizationId: number) => Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | 'event_not_found'>> {
    const event = await book.get(eventId);
    const mayAct = event !== undefined && mayActFor(principal, event.organizationId, scope);
    return mayAct ? act(event.organizationId) : refuse('event_not_found');
  }

  /** Read anew: whoever changed it sees the change. */
  async function show(eventId: number): Promise<Result<Shown, 'event_not_found'>> {
    const { room } = await rooms.refresh(eventId);
    const [shown, numbers] = await Promise.all([status.statusOf(eventId), core.numbers(eventId)]);
    if (shown === undefined) return refuse('event_not_found');
    const settings = room === undefined ? firstSettings : presentSettings(room.settings);
    return ok({ settings, status: shown, numbers: numbers ?? nobody });
  }

  return {
    readRoom: ({ params: { eventId } }, principal) =>
      acting(eventId, principal, 'events:read', () => show(eventId)),

    changeRoom: ({ params: { eventId }, body }, principal) =>
      acting(eventId, principal, 'events:write', async (organizationId) => {
        const changed = await core.changeRoom(eventId, body, organizationId);
        return changed.ok ? show(eventId) : changed;
      }),

    addPresaleCodes: ({ params: { eventId }, body }, principal) =>
      acting(eventId, principal, 'events:write', async (organizationId) => {
        const { room } = await rooms.refresh(eventId);
        // Codes need a room to belong to; the first change makes it.
        if (room === undefined) {
          const made = await core.changeRoom(eventId, {}, organizationId);
          if (!made.ok) return refuse('event_not_found');
        }
        const codes = body.codes.map(({ code, usesMax }) => ({
          codeHash: presaleHash(eventId, code),
          usesMax,
        }));
        return core.addCodes(eventId, codes, organizationId);
      }),
  };
}
