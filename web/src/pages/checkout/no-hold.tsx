/** Checkout without saying of what: the hold that runs for this event, or the way to the seats. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate } from 'react-router';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { LoadingPage } from '../../purchase/page-states.tsx';
import { holdsQuery } from '../../purchase/queries.ts';

export function NoHold({ eventId }: { readonly eventId: number }): ReactNode {
  const { api } = useApp();
  const { data, isPending } = useQuery(holdsQuery(api));
  if (isPending) return <LoadingPage />;
  const hold = data?.find((one) => one.eventId === eventId);
  const to = hold === undefined ? paths.seats(eventId) : paths.checkout(eventId, hold.id);
  return <Navigate replace to={to} />;
}
