/** Where the account is signed in; signing out one of them, or all others. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../language/use-formats.ts';
import { useVisitorZone } from '../../main/app-services.ts';
import { Button } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { askAuth } from './auth-client.ts';
import { type Device, readDevices } from './devices.ts';
import { SettingsCard } from './settings-card.tsx';

type DevicesProps = {
  readonly onChanged: () => Promise<void>;
  readonly onSignOutEverywhere: () => void;
};

export function DevicesSection({ onChanged, onSignOutEverywhere }: DevicesProps): ReactNode {
  const t = useTranslations();
  const { show } = useToasts();
  const { data: devices = [], refetch } = useQuery({
    queryKey: ['devices'],
    queryFn: readDevices,
  });
  async function signOut(device: Device | undefined): Promise<void> {
    const answer =
      device === undefined
        ? await askAuth('revoke-other-sessions')
        : await askAuth('revoke-session', { token: device.token });
    const text = device === undefined ? t('settings.othersAreOut') : t('account.signedOutThere');
    // Every token of the account ends with a device: this one gets a new one.
    await onChanged();
    await refetch();
    show(answer.ok ? text : t('settings.failed'), answer.ok ? 'positive' : 'danger');
  }
  return (
    <SettingsCard id="devices" title={t('account.devices')}>
      <p className="account-note">{t('account.devicesText')}</p>
      <ul className="device-list">
        {devices.map((device) => (
          <DeviceRow key={device.token} device={device} onSignOut={() => void signOut(device)} />
        ))}
      </ul>
      {devices.length > 1 && (
        <span className="settings-buttons">
          <Button onClick={() => void signOut(undefined)}>{t('settings.othersOut')}</Button>
          <Button look="danger" onClick={onSignOutEverywhere}>
            {t('account.signOutEverywhere')}
          </Button>
        </span>
      )}
    </SettingsCard>
  );
}

function DeviceRow(props: { readonly device: Device; readonly onSignOut: () => void }): ReactNode {
  const t = useTranslations('account');
  const { date } = useFormats();
  const zone = useVisitorZone();
  const { device, onSignOut } = props;
  const name = device.name === '' ? t('unknownDevice') : device.name;
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <span>
          {device.isThis
            ? t('thisDevice')
            : t('lastUsed', { date: date(device.usedAt, 'short', zone) })}
        </span>
      </span>
      {!device.isThis && (
        <Button size="small" aria-label={t('signOutOf', { device: name })} onClick={onSignOut}>
          {t('signOutThere')}
        </Button>
      )}
    </li>
  );
}
