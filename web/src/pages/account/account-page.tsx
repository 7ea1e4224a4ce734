/** The account: who one is, where one is signed in, signing out here or there. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../language/use-formats.ts';
import { useVisitorZone } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { LoadingPage } from '../../purchase/page-states.tsx';
import { clearStored } from '../../purchase/stored.ts';
import { useSession } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { askAuth } from './auth-client.ts';
import { type Device, readDevices } from './devices.ts';
import './account.css';

export function Component(): ReactNode {
  const t = useTranslations();
  const { session, end } = useSession();
  const navigate = useNavigate();
  const { show } = useToasts();
  const devices = useQuery({
    queryKey: ['devices'],
    queryFn: readDevices,
    enabled: session?.kind === 'account',
  });
  if (session === undefined) return <LoadingPage />;
  if (session?.kind !== 'account') return <Navigate replace to={paths.signIn(paths.account())} />;

  async function signOut(everywhere: boolean): Promise<void> {
    const outcome = await end(everywhere);
    if (!outcome.ok) {
      show(t(`errors.${outcome.code}`), 'danger');
      return;
    }
    clearStored();
    show(t('account.signedOut'), 'positive');
    await navigate(paths.home());
  }
  async function signOutThere({ token }: Device): Promise<void> {
    const answer = await askAuth('revoke-session', { token });
    show(
      t(answer.ok ? 'account.signedOutThere' : 'account.problem.failed'),
      answer.ok ? 'positive' : 'danger',
    );
    await devices.refetch();
  }
  const { name = '', email = '', memberships } = session;
  return (
    <div className="page account">
      <title>{`${t('site.account')} · ${t('site.name')}`}</title>
      <header className="account-head">
        <span className="account-mark" aria-hidden="true">
          {name.slice(0, 1)}
        </span>
        <div>
          <h1>{name}</h1>
          <p>{email}</p>
          {memberships.map(({ organizationId, organization, role }) => (
            <p key={organizationId}>{`${organization} · ${t(`account.role.${role}`)}`}</p>
          ))}
        </div>
      </header>
      <div className="account-actions">
        <ButtonLink to={paths.tickets()}>{t('site.tickets')}</ButtonLink>
        <Button onClick={() => void signOut(false)}>{t('account.signOut')}</Button>
      </div>
      <section>
        <h2>{t('account.devices')}</h2>
        <p className="account-note">{t('account.devicesText')}</p>
        <ul className="device-list">
          {(devices.data ?? []).map((device) => (
            <DeviceRow
              key={device.token}
              device={device}
              onSignOut={() => void signOutThere(device)}
            />
          ))}
        </ul>
        {(devices.data?.length ?? 0) > 1 && (
          <Button look="danger" onClick={() => void signOut(true)}>
            {t('account.signOutEverywhere')}
          </Button>
        )}
      </section>
    </div>
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
