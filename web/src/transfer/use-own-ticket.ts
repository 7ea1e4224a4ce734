/** What can be done with a ticket of one's own: offer it, take the offer back, give back what was given. */
import { productApi } from '@onsale/contract/product-api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyCode } from '../api/outcome.ts';
import { uuidV7 } from '../lib/uuid-v7.ts';
import { useApp } from '../main/app-services.ts';
import type { Ticket } from '../purchase/queries.ts';
import { untilDefinite } from '../purchase/until-definite.ts';
import { keepToken, newToken } from './token.ts';

export type OfferWish = {
  readonly fromName: string;
  readonly toEmail: string | undefined;
  readonly language: 'ko' | 'en';
};

export type Offer = { readonly token: string; readonly sentTo: string | undefined };

export type OwnTicket = {
  readonly isBusy: boolean;
  readonly problem: AnyCode | undefined;
  readonly offer: (wish: OfferWish) => Promise<Offer | undefined>;
  /** These answer whether it was done. */
  readonly withdraw: () => Promise<boolean>;
  readonly giveBack: () => Promise<boolean>;
  /** What is shown of tickets is read anew. */
  readonly refresh: () => Promise<void>;
};

export function useOwnTicket(ticket: Ticket): OwnTicket {
  const { api } = useApp();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AnyCode>();
  const { eventId, id: ticketId } = ticket;

  async function refresh(): Promise<void> {
    const keys = [['tickets'], ['ticket', eventId, ticketId], ['orders'], ['order', eventId]];
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  }
  async function run<Value>(
    work: () => Promise<{ readonly ok: true; readonly value: Value } | Failed>,
  ): Promise<Value | undefined> {
    setBusy(true);
    setProblem(undefined);
    const outcome = await work();
    setBusy(false);
    if (outcome.ok) return outcome.value;
    setProblem(outcome.code);
    // Somebody was faster, or it was done elsewhere: what is true now is shown.
    if (outcome.code !== 'network') await refresh();
    return undefined;
  }
  return {
    isBusy,
    problem,
    refresh,
    async offer({ fromName, toEmail, language }) {
      const token = newToken();
      const transferId = uuidV7();
      const body = { token, fromName, language, ...(toEmail !== undefined && { toEmail }) };
      const made = await run(() =>
        untilDefinite<typeof productApi.offerTicket>(() =>
          api.call(productApi.offerTicket, { params: { eventId, ticketId, transferId }, body }),
        ),
      );
      if (made === undefined) return undefined;
      keepToken(transferId, token);
      return { token, sentTo: made.transfer.toEmail };
    },
    async withdraw() {
      const transferId = ticket.offer?.id;
      if (transferId === undefined) return false;
      const withdrawn = await run(() =>
        untilDefinite<typeof productApi.withdrawTransfer>(() =>
          api.call(productApi.withdrawTransfer, { params: { eventId, transferId } }),
        ),
      );
      if (withdrawn === undefined) return false;
      keepToken(transferId, undefined);
      await refresh();
      return true;
    },
    async giveBack() {
      const given = await run(() =>
        untilDefinite<typeof productApi.giveBackTicket>(() =>
          api.call(productApi.giveBackTicket, { params: { eventId, ticketId } }),
        ),
      );
      if (given === undefined) return false;
      await refresh();
      return true;
    },
  };
}

type Failed = { readonly ok: false; readonly code: AnyCode };
