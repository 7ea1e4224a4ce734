/** Binds the routes of the booking API to their handlers. */
import type { PartnerApi } from '@onsale/contract/partner-api.ts';
import type { Handlers } from '../lib/handler.ts';
import type { PartnerDeps } from './deps.ts';
import { eventHandlers } from './event-handlers.ts';
import { eventListHandlers } from './event-lists.ts';
import { reservationHandlers } from './reservation-handlers.ts';

export const partnerRoutes = (deps: PartnerDeps): Omit<Handlers<PartnerApi>, 'health'> => ({
  ...eventHandlers(deps),
  ...eventListHandlers(deps),
  ...reservationHandlers(deps),
});
