/** The wish to be told of one's turn. Nothing sounds or pops up that was not asked for here. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Alerts } from '../../queue/use-alerts.ts';
import { useToasts } from '../../ui/toasts.tsx';
import '../../ui/switch.css';

export function AlertsBox({ alerts }: { readonly alerts: Alerts }): ReactNode {
  const t = useTranslations('queue.alerts');
  const { say } = useToasts();
  const { wishes, trouble } = alerts;
  return (
    <section className="queue-box" aria-labelledby="queue-alerts">
      <h3 id="queue-alerts">{t('title')}</h3>
      <div className="queue-toggles">
        <Toggle
          isOn={wishes.sound}
          onPress={() => {
            alerts.toggleSound();
            if (!wishes.sound) say(t('soundOn'));
          }}
        >
          {t('sound')}
        </Toggle>
        <Toggle isOn={wishes.notification} onPress={() => void alerts.toggleNotification()}>
          {t('notification')}
        </Toggle>
      </div>
      <p className="queue-small" role="status">
        {trouble === undefined ? t('note') : t(trouble)}
      </p>
    </section>
  );
}

type ToggleProps = {
  readonly isOn: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

/** Looks like `ui/switch.tsx`, and is a plain button: a crowd loads this page. */
const Toggle = ({ isOn, onPress, children }: ToggleProps): ReactNode => (
  <button
    type="button"
    className="switch queue-toggle"
    data-selected={isOn || undefined}
    role="switch"
    aria-checked={isOn}
    onClick={onPress}
  >
    <span>{children}</span>
    <span className="switch-track" aria-hidden="true" />
  </button>
);
