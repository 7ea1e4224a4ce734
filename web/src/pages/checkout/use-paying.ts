/**
 * Orders and pays. The order bears the id of its hold, and a payment keeps its id until its outcome is
 * definite: a second press, a second tab, a reload or a lost connection never pay twice.
 */
import { useQueryClient } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Refused } from '../../api/outcome.ts';
import type { Language } from '../../language/language.ts';
import { uuidV7 } from '../../lib/uuid-v7.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { type Order, orderKey } from '../../purchase/queries.ts';
import { isRecord, isText, readStored, writeStored } from '../../purchase/stored.ts';
import { untilDefinite, type Waiting } from '../../purchase/until-definite.ts';

export type Wish = {
  readonly eventId: number;
  readonly reservationId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly ticketTypes: readonly string[] | undefined;
  readonly promoCode: string | undefined;
  readonly attendees: readonly string[] | undefined;
  /** Token of the payment method; absent when nothing is to be paid. */
  readonly source: string | undefined;
  /** What the page has shown. */
  readonly totalMinor: number;
};

/** `price`: the server's total is another one. `waits` only where a refusal is not of the form. */
export type Trouble =
  | { readonly kind: 'price' }
  | { readonly kind: 'refused'; readonly refused: Refused };

export type Paying = {
  readonly isBusy: boolean;
  readonly waiting: Waiting | undefined;
  readonly trouble: Trouble | undefined;
  readonly pay: (wish: Wish) => Promise<void>;
};

type Attempt = { readonly id: string; readonly of: string };
const isAttempt = (value: unknown): value is Attempt =>
  isRecord(value) && isText(value['id']) && isText(value['of']);

function paymentFor(key: string, { source, totalMinor }: Wish): Attempt {
  const of = `${source} ${totalMinor}`;
  const known = readStored(key, isAttempt);
  if (known?.of === of) return known;
  const attempt = { id: uuidV7(), of };
  writeStored(key, attempt);
  return attempt;
}

/** The order has moved on: its own page says where it stands. */
const movedOn: ReadonlySet<string> = new Set(['payment_in_progress', 'invalid_transition']);

type PayingOptions = {
  /** Answers whether it says itself what was refused. */
  readonly onRefused: (refused: Refused) => boolean;
};

export function usePaying({ onRefused }: PayingOptions): Paying {
  const { api } = useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [waiting, setWaiting] = useState<Waiting>();
  const [trouble, setTrouble] = useState<Trouble>();
  const underWay = useRef(false);
  const onWait = (now: Waiting): void => setWaiting(now);

  const show = (eventId: number, orderId: string): void =>
    void navigate(paths.order(eventId, orderId), { replace: true });

  async function put(wish: Wish, orderId: string): Promise<Order | undefined> {
    const { eventId, reservationId, email, name, language, ticketTypes } = wish;
    const { promoCode, attendees } = wish;
    const body = {
      reservationId,
      email,
      language,
      ...(name !== '' && { name }),
      ...(ticketTypes !== undefined && { ticketTypes: [...ticketTypes] }),
      ...(promoCode !== undefined && { promoCode }),
      ...(attendees !== undefined && { attendees: [...attendees] }),
    };
    const outcome = await untilDefinite<typeof productApi.putOrder>(
      () => api.call(productApi.putOrder, { params: { eventId, orderId }, body }),
      { onWait },
    );
    if (outcome.ok) return outcome.value.order;
    const other = outcome.details['orderId'];
    // Another client has ordered this hold under an id of its own.
    if (outcome.code === 'id_conflict' && isText(other) && other !== orderId) {
      return put(wish, other);
    }
    fail(wish, orderId, outcome);
    return undefined;
  }

  function fail({ eventId, reservationId }: Wish, orderId: string, refused: Refused): void {
    if (movedOn.has(refused.code)) {
      show(eventId, orderId);
      return;
    }
    if (refused.code === 'hold_expired') {
      void queries.invalidateQueries({ queryKey: ['reservation', eventId, reservationId] });
      void queries.invalidateQueries({ queryKey: ['holds'] });
    }
    if (!onRefused(refused)) setTrouble({ kind: 'refused', refused });
  }

  async function run(wish: Wish): Promise<void> {
    const { eventId } = wish;
    const order = await put(wish, wish.reservationId);
    if (order === undefined) return;
    if (order.status !== 'open') {
      show(eventId, order.id);
      return;
    }
    if (order.totalMinor !== wish.totalMinor) {
      await queries.invalidateQueries({ queryKey: ['event', eventId] });
      setTrouble({ kind: 'price' });
      return;
    }
    const key = `payment:${order.id}`;
    const { id } = paymentFor(key, wish);
    const { source = 'none', totalMinor } = wish;
    const outcome = await untilDefinite<typeof productApi.payOrder>(
      () =>
        api.call(productApi.payOrder, {
          params: { eventId, orderId: order.id },
          body: { id, source, totalMinor },
        }),
      { onWait },
    );
    if (!outcome.ok) {
      if (outcome.status >= 400 && outcome.status < 500) writeStored(key, undefined);
      fail(wish, order.id, outcome);
      return;
    }
    writeStored(key, undefined);
    const paid = outcome.value.order;
    queries.setQueryData(orderKey(eventId, paid.id), paid);
    await queries.invalidateQueries({ queryKey: ['orders'] });
    void queries.invalidateQueries({ queryKey: ['reservation', eventId] });
    void queries.invalidateQueries({ queryKey: ['holds'] });
    void queries.invalidateQueries({ queryKey: ['tickets'] });
    // A decline leaves the order open: the form says why, and the hold stays.
    if (paid.status !== 'open') show(eventId, paid.id);
  }

  async function pay(wish: Wish): Promise<void> {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setTrouble(undefined);
    try {
      await run(wish);
    } finally {
      underWay.current = false;
      setBusy(false);
      setWaiting(undefined);
    }
  }
  return { isBusy, waiting, trouble, pay };
}
