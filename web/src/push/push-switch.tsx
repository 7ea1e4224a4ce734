/**
 * Notifications on this device: on or off, with what they are for and what stands in their way. Brings
 * its own texts, so it may stand in any page; shows nothing where this deployment sends none.
 */
import { type ReactNode, Suspense, use } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../language/language-provider.tsx';
import { useIsBrowser } from '../main/app-services.ts';
import { useToasts } from '../ui/toasts.tsx';
import { usePush } from './use-push.ts';
import './push.css';

type PushSwitchProps = {
  /** Instead of what all notifications are for. */
  readonly text?: string;
};

export function PushSwitch(props: PushSwitchProps): ReactNode {
  if (!useIsBrowser()) return null;
  return (
    <Suspense fallback={null}>
      <Switch {...props} />
    </Suspense>
  );
}

function Switch({ text }: PushSwitchProps): ReactNode {
  const { needTexts } = useLanguage();
  use(needTexts('rest'));
  const t = useTranslations('push');
  const { say } = useToasts();
  const { state, isBusy, hasFailed, turn } = usePush();
  if (state === undefined) return null;
  const isOn = state === 'on';
  const canTurn = state === 'on' || state === 'off';
  async function press(): Promise<void> {
    const next = await turn(!isOn);
    if (next === 'on' || next === 'off') say(t(next));
  }
  return (
    <div className="push-switch">
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-disabled={!canTurn || isBusy || undefined}
        aria-busy={isBusy || undefined}
        aria-describedby="push-about"
        onClick={() => {
          if (canTurn && !isBusy) void press();
        }}
      >
        <span>{t('title')}</span>
        <span className="push-track" aria-hidden="true" />
      </button>
      <p id="push-about">{text ?? t('text')}</p>
      <p role="status" className="push-trouble">
        {hasFailed ? t('failed') : canTurn ? '' : t(state)}
      </p>
    </div>
  );
}
