/**
 * For pages that the browser draws from what everybody may know: the server reads that already and puts
 * it into the page, and names what is large, so that it comes while the scripts do. Only the server
 * has this; in a browser the pages ask by themselves.
 */
import { productApi } from '@onsale/contract/product-api.ts';
import { addressOf } from '../api/address.ts';
import { eventQuery } from '../api/queries.ts';
import { eventIdOf } from '../event/load-event.ts';
import { queueQuery } from '../queue/queries.ts';
import type { AppServices } from './app-services.ts';

type Params = Readonly<Record<string, string | undefined>>;

/** Addresses of the API that the browser is going to read. */
type EarlyRead = (services: AppServices, params: Params) => Promise<readonly string[]>;

/** Without the event, or its waiting room, the page finds out by itself what is wrong. */
const seats: EarlyRead = async ({ api, queries }, params) => {
  const eventId = eventIdOf(params['eventId']);
  if (eventId === undefined) return [];
  await Promise.all([
    queries.prefetchQuery(eventQuery(api, eventId)),
    queries.prefetchQuery(queueQuery(api, eventId)),
  ]);
  const event = queries.getQueryData(eventQuery(api, eventId).queryKey);
  if (event?.seatingPlan === undefined) return [];
  const query = { version: event.seatingPlan.version };
  return [addressOf(productApi.readSeatingPlan, { eventId }, query)];
};

const none: EarlyRead = () => Promise.resolve([]);

const byPath: Readonly<Record<string, EarlyRead>> = { '/events/:eventId/seats': seats };

type Matched = { readonly route: { readonly path?: string | undefined }; readonly params: Params };

export async function readEarly(
  services: AppServices,
  matches: readonly Matched[],
): Promise<readonly string[]> {
  const reads = matches.map(({ route, params }) =>
    (byPath[route.path ?? ''] ?? none)(services, params),
  );
  return (await Promise.all(reads)).flat();
}
