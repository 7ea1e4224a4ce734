/** The waiting room of an event. The server renders what everybody may see; one's own place is the browser's. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { eventQuery } from '../../api/queries.ts';
import { eventIdOf, isNotFound } from '../../event/load-event.ts';
import { useApp } from '../../main/app-services.ts';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { queueQuery } from '../../queue/queries.ts';
import { EventNotFound } from '../event/event-not-found.tsx';
import { Room } from './room.tsx';
import './queue-page.css';

export { loadEvent as loader } from '../../event/load-event.ts';

export function Component(): ReactNode {
  const { api } = useApp();
  const eventId = eventIdOf(useParams()['eventId']) ?? 0;
  const event = useQuery(eventQuery(api, eventId));
  // From here on the room asks by a law of its own.
  const queue = useQuery({ ...queueQuery(api, eventId), staleTime: Infinity });
  if (isNotFound(event.error)) return <EventNotFound />;
  const failed = [event, queue].find((one) => one.isError && one.data === undefined);
  if (failed !== undefined) {
    return <BrokenPage error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (event.data === undefined || queue.data === undefined) return <LoadingPage />;
  return <Room key={eventId} event={event.data} />;
}
