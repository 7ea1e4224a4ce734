/** Asks the server for the best seats there are; asked again, for the next best ones. */
import { productApi } from '@onsale/contract/product-api.ts';
import { useRef, useState } from 'react';
import type { Refused } from '../../api/outcome.ts';
import { useApp } from '../../main/app-services.ts';

export type Best = {
  readonly isBusy: boolean;
  /** Whether the last answer was of this wish, so that asking again means "the next". */
  readonly isNext: boolean;
  readonly problem: 'none' | Refused | undefined;
  readonly forget: () => void;
  /** The seats, or undefined: `problem` says why. */
  readonly ask: (party: number, tier: string | undefined) => Promise<readonly number[] | undefined>;
};

const AVOIDED_MAX = 500;

export function useBest(eventId: number): Best {
  const { api } = useApp();
  const [isBusy, setBusy] = useState(false);
  const [isNext, setNext] = useState(false);
  const [problem, setProblem] = useState<Best['problem']>();
  const asked = useRef<{ wish: string; avoid: readonly number[] }>({ wish: '', avoid: [] });

  async function ask(party: number, tier: string | undefined) {
    if (isBusy) return undefined;
    setBusy(true);
    setProblem(undefined);
    const wish = JSON.stringify([party, tier]);
    const avoid = asked.current.wish === wish ? asked.current.avoid : [];
    const once = (avoided: readonly number[]) =>
      api.call(productApi.suggestSeats, {
        params: { eventId },
        body: { party, avoid: [...avoided], ...(tier !== undefined && { tiers: [tier] }) },
      });
    let outcome = await once(avoid);
    // After the last one comes the first again.
    const isEnd = outcome.ok && outcome.value.suggestions.length === 0 && avoid.length > 0;
    if (isEnd) outcome = await once([]);
    setBusy(false);
    if (!outcome.ok) {
      setProblem(outcome);
      return undefined;
    }
    const seats = outcome.value.suggestions[0]?.seats;
    if (seats === undefined) {
      setProblem('none');
      return undefined;
    }
    const seen = [...(isEnd ? [] : avoid), ...seats].slice(-AVOIDED_MAX);
    asked.current = { wish, avoid: seen };
    setNext(true);
    return seats;
  }
  return { isBusy, isNext, problem, forget: () => setProblem(undefined), ask };
}
