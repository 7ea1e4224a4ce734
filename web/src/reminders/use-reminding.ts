/** Asking for a reminder: by mail, or on this device, which is switched on first if it has to be. */
import { productApi } from '@onsale/contract/product-api.ts';
import { useState } from 'react';
import type { AnyCode } from '../api/outcome.ts';
import { useLanguage } from '../language/language-provider.tsx';
import { useApp } from '../main/app-services.ts';
import type { Push } from '../push/use-push.ts';
import { type Lead, type Reminder, remindersKey } from './queries.ts';

export type Wish = {
  readonly channel: Reminder['channel'];
  readonly leadMinutes: Lead;
  /** By mail, unless the account's own address is used. */
  readonly email?: string;
};

export type Reminding = {
  readonly isBusy: boolean;
  /** What was put last. */
  readonly done: Reminder | undefined;
  readonly trouble: AnyCode | 'push_failed' | undefined;
  readonly ask: (wish: Wish) => Promise<void>;
};

export function useReminding(eventId: number, push: Push): Reminding {
  const { api, queries } = useApp();
  const { language } = useLanguage();
  const [state, setState] = useState<Omit<Reminding, 'ask'>>({
    isBusy: false,
    done: undefined,
    trouble: undefined,
  });

  async function ask({ channel, leadMinutes, email }: Wish): Promise<void> {
    const isReady = channel === 'mail' || push.state === 'on';
    setState({ isBusy: true, done: undefined, trouble: undefined });
    // Has to come from a press: browsers ask the person only then.
    if (!isReady && (await push.turn(true)) !== 'on') {
      setState({ isBusy: false, done: undefined, trouble: 'push_failed' });
      return;
    }
    const outcome = await api.call(productApi.putReminder, {
      params: { eventId, channel },
      body: { leadMinutes, language, ...(email !== undefined && { email }) },
    });
    if (outcome.ok) void queries.invalidateQueries({ queryKey: remindersKey });
    setState({
      isBusy: false,
      done: outcome.ok ? outcome.value.reminder : undefined,
      trouble: outcome.ok ? undefined : outcome.code,
    });
  }

  return { ...state, ask };
}
