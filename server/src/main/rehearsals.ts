/** Rehearsals in a process: their routes, joined with the inventory, the payments and the waiting room. */
import { type RehearsalRoutes, rehearsalRoutes } from '../rehearsal/routes.ts';
import type { Context } from './context.ts';
import { showAnew } from './organizer-routes.ts';

export function openRehearsals(context: Context): RehearsalRoutes {
  const { payments, queue } = context;
  return rehearsalRoutes({
    ...context,
    provider: payments.provider,
    show: showAnew(context),
    setRoom: (eventId, patch) => queue.core.changeRoom(eventId, patch),
  });
}
