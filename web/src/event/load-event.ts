/** What pages of one event read before they are shown: the event, and whether one has to wait for it. */
import { data, type LoaderFunctionArgs } from 'react-router';
import { CallError } from '../api/outcome.ts';
import { eventQuery } from '../api/queries.ts';
import { appServices } from '../main/app-services.ts';
import { queueQuery } from '../queue/queries.ts';

/** The id in an address; undefined when it cannot be one. */
export const eventIdOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))
    ? Number(text)
    : undefined;

export const isNotFound = (error: unknown): boolean =>
  error instanceof CallError && error.refusal.code === 'event_not_found';

/** Without the status of its waiting room a page can do; the booking asks for a pass where one is needed. */
export async function loadEvent({ context, params }: LoaderFunctionArgs): Promise<unknown> {
  const { api, queries } = context.get(appServices);
  const eventId = eventIdOf(params['eventId']);
  if (eventId === undefined) throw data('event_not_found', { status: 404 });
  const query = eventQuery(api, eventId);
  const queue = queueQuery(api, eventId);
  const reading = [queries.prefetchQuery(query), queries.prefetchQuery(queue)];
  if (!import.meta.env.SSR) return null;
  await Promise.all(reading);
  const { data: event, error } = queries.getQueryState(query.queryKey) ?? {};
  // The browser tries again by itself; both have to begin with the same.
  if (queries.getQueryData(queue.queryKey) === undefined) {
    queries.removeQueries({ queryKey: queue.queryKey });
  }
  if (event !== undefined) return null;
  if (isNotFound(error)) throw data('event_not_found', { status: 404 });
  queries.removeQueries({ queryKey: query.queryKey });
  return data(null, { status: 503 });
}
