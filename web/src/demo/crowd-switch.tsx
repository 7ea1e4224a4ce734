/**
 * In a demo: simulated buyers, on or off. Whether this is one is asked once per tab, and only by those
 * who have a session anyway: elsewhere nobody should be asked about crowds.
 */
import { useQuery } from '@tanstack/react-query';
import { demoRoutes } from '@onsale/contract/product-demo.ts';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApp, useIsBrowser } from '../main/app-services.ts';
import { readStored, writeStored } from '../purchase/stored.ts';
import { hasSessionHint } from '../session/hint.ts';

const KEY = 'no-demo';
const isTrue = (value: unknown): value is true => value === true;

export function CrowdSwitch(): ReactNode {
  const t = useTranslations('crowd');
  const { api, queries } = useApp();
  const isBrowser = useIsBrowser();
  const [isBusy, setBusy] = useState(false);
  const queryKey = ['crowd'] as const;
  const { data: isOn } = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<boolean | null> => {
      if (!hasSessionHint() || readStored(KEY, isTrue) !== undefined) return null;
      const outcome = await api.call(demoRoutes.readCrowd, { signal });
      if (outcome.ok) return outcome.value.crowd.on;
      if (outcome.status === 404) writeStored(KEY, true);
      return null;
    },
    enabled: isBrowser,
    staleTime: 60_000,
  });
  if (isOn === undefined || isOn === null) return null;
  async function change(): Promise<void> {
    setBusy(true);
    const outcome = await api.call(demoRoutes.setCrowd, { body: { on: isOn !== true } });
    setBusy(false);
    if (outcome.ok) queries.setQueryData(queryKey, outcome.value.crowd.on);
  }
  return (
    <button
      type="button"
      role="switch"
      className="footer-switch"
      aria-checked={isOn}
      disabled={isBusy}
      onClick={() => void change()}
    >
      {t('label')}: {t(isOn ? 'on' : 'off')}
    </button>
  );
}
