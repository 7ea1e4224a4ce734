/** Checkout of a hold: what the address names, as the server knows it; then the form, or where to go instead. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { eventQuery } from '../../api/queries.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { useHoldLeft } from '../../purchase/hold-clock.tsx';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { rememberPlaces } from '../../purchase/places-of.ts';
import { ordersQuery, planQuery, reservationQuery } from '../../purchase/queries.ts';
import { CheckoutForm } from './checkout-form.tsx';
import { ExpiredHold } from './expired-hold.tsx';
import { NoHold } from './no-hold.tsx';
import './checkout-page.css';

/** Another tab may pay, extend or give back. */
const REFRESH_MS = 15_000;

export function Component(): ReactNode {
  const { eventId, reservationId } = useParams();
  return reservationId === undefined ? (
    <NoHold eventId={Number(eventId)} />
  ) : (
    <Checkout key={reservationId} eventId={Number(eventId)} reservationId={reservationId} />
  );
}

type CheckoutProps = { readonly eventId: number; readonly reservationId: string };

function Checkout({ eventId, reservationId }: CheckoutProps): ReactNode {
  const { api } = useApp();
  const event = useQuery(eventQuery(api, eventId));
  const version = event.data?.seatingPlan?.version;
  const plan = useQuery({ ...planQuery(api, eventId, version), enabled: version !== undefined });
  const hold = useQuery({
    ...reservationQuery(api, eventId, reservationId),
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: 'always',
  });
  const orders = useQuery({ ...ordersQuery(api), refetchOnMount: 'always' });
  // The order of a hold bears the hold's id, so every tab means the same one.
  const order = orders.data?.find((one) => one.reservationId === reservationId);
  const left = useHoldLeft(hold.data?.expiresAt);
  const [isAsked, setAsked] = useState(false);
  const { isOver } = left;
  const { refetch } = hold;
  const isRunning = hold.data?.status === 'PENDING';
  // Whoever says that it is over is the server: it may have been extended elsewhere.
  useEffect(() => {
    if (!isRunning || !isOver) return;
    void refetch().then(() => setAsked(true));
  }, [isRunning, isOver, refetch]);

  const { data: reservation } = hold;
  useEffect(() => {
    if (reservation?.status === 'PENDING') rememberPlaces(reservation);
  }, [reservation]);

  const failed = [event, hold, orders].find((one) => one.isError && one.data === undefined);
  if (failed !== undefined) {
    return <BrokenPage error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  const isPlanThere = version === undefined || plan.data !== undefined || plan.isError;
  if (event.data === undefined || hold.data === undefined || orders.isPending || !isPlanThere) {
    return <LoadingPage />;
  }
  const isElsewhere =
    order !== undefined && order.status !== 'open' && order.endReason !== 'expired';
  if (isElsewhere || hold.data.status === 'CONFIRMED') {
    return <Navigate replace to={paths.order(eventId, order?.id ?? reservationId)} />;
  }
  const given = { event: event.data, plan: plan.data, reservation: hold.data };
  if (!isRunning || (isOver && isAsked)) return <ExpiredHold {...given} />;
  return <CheckoutForm {...given} order={order} left={left} />;
}
