/**
 * Coming in: as soon as one is called, the pass is asked for by itself. Where the shop is full, again
 * after the time the server names; it is safe to repeat, also from several tabs.
 */
import { useQueryClient } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { useEffect, useState } from 'react';
import { useApp } from '../main/app-services.ts';
import { keepAdmission } from './pass.ts';
import { type Mine, mineKey, queueKey } from './queries.ts';

const AGAIN_MS = 2_000;
const AGAIN_MAX_MS = 30_000;

export type Entering = {
  /** The last try met a full shop. */
  readonly metFull: boolean;
};

type Turn = {
  /** One's turn has come, and there is no admission yet. */
  readonly isCalled: boolean;
  /** Also while nobody looks: whoever wants to be told of it. Others would lose time in the shop. */
  readonly asksHidden: boolean;
};

export function useEntering(eventId: number, { isCalled, asksHidden }: Turn): Entering {
  const { api } = useApp();
  const queries = useQueryClient();
  const [metFull, setMetFull] = useState(false);

  useEffect(() => {
    if (!isCalled) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    let attempts = 0;
    let isWaiting = false;

    async function enter(): Promise<void> {
      isWaiting = !asksHidden && document.visibilityState !== 'visible';
      if (isWaiting) return;
      attempts += 1;
      const outcome = await api.call(productApi.admit, { params: { eventId } });
      if (isOver) return;
      if (outcome.ok) {
        const { admission } = outcome.value;
        keepAdmission(eventId, admission);
        setMetFull(false);
        queries.setQueryData<Mine>(mineKey(eventId), (mine) => mine && { ...mine, admission });
        return;
      }
      setMetFull(outcome.code === 'room_full');
      if (outcome.code === 'entry_not_found') {
        await queries.invalidateQueries({ queryKey: mineKey(eventId) });
        return;
      }
      if (outcome.code === 'not_your_turn') {
        // The status that said so was ahead of this node, or the room has changed.
        void queries.invalidateQueries({ queryKey: queueKey(eventId) });
      }
      const asked = (outcome.retryAfterSeconds ?? 0) * 1_000;
      const backOff = outcome.code === 'room_full' ? AGAIN_MS : AGAIN_MS * 2 ** (attempts - 1);
      const delay = Math.max(asked, Math.min(AGAIN_MAX_MS, backOff)) * (1 + Math.random() / 4);
      isWaiting = true;
      timer = setTimeout(() => void enter(), delay);
    }
    const look = (): void => {
      if (document.visibilityState !== 'visible' || !isWaiting) return;
      clearTimeout(timer);
      void enter();
    };
    void enter();
    document.addEventListener('visibilitychange', look);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [api, eventId, isCalled, asksHidden, queries]);
  return { metFull: isCalled && metFull };
}
