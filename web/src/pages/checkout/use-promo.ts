/**
 * The promo code of a purchase: asked of the server when it is applied, computed here from then on as
 * ticket types change, and taken by the order when it is made. Kept in this tab with what it takes off.
 */
import { productApi } from '@onsale/contract/product-api.ts';
import type { Promo } from '@onsale/contract/promo.ts';
import { useState } from 'react';
import type { AnyCode, Refused } from '../../api/outcome.ts';
import { useApp } from '../../main/app-services.ts';
import { isRecord, isText, useStored } from '../../purchase/stored.ts';

export type PromoProblem =
  | { readonly kind: 'format' | 'not_applied' }
  | {
      readonly kind: 'refused';
      readonly code: AnyCode;
      readonly details: Readonly<Record<string, unknown>>;
    };

export type PromoUse = {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly applied: Promo | undefined;
  readonly isBusy: boolean;
  readonly problem: PromoProblem | undefined;
  readonly setProblem: (problem: PromoProblem | undefined) => void;
  /** Answers whether it is applied now. */
  readonly apply: (ticketTypes: readonly string[] | undefined) => Promise<boolean>;
  readonly remove: () => void;
};

const FORMAT = /^[A-Za-z0-9_-]{3,32}$/;
const codes = ['promo_unknown', 'promo_ended', 'promo_used_up', 'promo_not_for_these'] as const;

/** Undefined: the refusal is not about the code. */
export const promoProblemOf = ({ code, details }: Refused): PromoProblem | undefined =>
  codes.some((one) => one === code) ? { kind: 'refused', code, details } : undefined;

const isPromo = (value: unknown): value is Promo =>
  isRecord(value) &&
  isText(value['code']) &&
  isText(value['kind']) &&
  Number.isSafeInteger(value['amount']) &&
  Number.isSafeInteger(value['quantityMin']);
const isKept = (value: unknown): value is Promo | null => value === null || isPromo(value);

/** `ordered`: the code that the order of this hold has, e.g. because another tab has made it. */
export function usePromo(
  eventId: number,
  reservationId: string,
  ordered: string | undefined,
): PromoUse {
  const { api } = useApp();
  const [kept, keep] = useStored<Promo | null>(`promo:${reservationId}`, null, isKept);
  const [text, setText] = useState(kept?.code ?? ordered ?? '');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PromoProblem>();

  async function apply(ticketTypes: readonly string[] | undefined): Promise<boolean> {
    const code = text.trim();
    if (!FORMAT.test(code)) {
      setProblem({ kind: 'format' });
      return false;
    }
    setBusy(true);
    setProblem(undefined);
    const outcome = await api.call(productApi.checkPromoCode, {
      params: { eventId },
      body: { code, reservationId, ...(ticketTypes && { ticketTypes: [...ticketTypes] }) },
    });
    setBusy(false);
    if (!outcome.ok) {
      setProblem({ kind: 'refused', code: outcome.code, details: outcome.details });
      return false;
    }
    const { promo } = outcome.value;
    keep({ ...promo, ...(promo.tiers && { tiers: [...promo.tiers] }) } as Promo);
    setText(promo.code);
    return true;
  }
  return {
    text,
    setText(next) {
      setText(next);
      setProblem(undefined);
    },
    applied: kept ?? undefined,
    isBusy,
    problem,
    setProblem,
    apply,
    remove() {
      keep(null);
      setText('');
      setProblem(undefined);
    },
  };
}
