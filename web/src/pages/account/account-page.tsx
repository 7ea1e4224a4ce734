/** The account, in sections: who one is, ways to sign in, devices, data. */
import type { ReactNode } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { LoadingPage } from '../../purchase/page-states.tsx';
import { clearStored } from '../../purchase/stored.ts';
import { useSession } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { DataSection } from './data-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { TwoFactorSection } from './two-factor-section.tsx';
import { useAccount } from './use-account.ts';
import { WaysSection } from './ways-section.tsx';
import './account.css';
import './settings.css';

export function Component(): ReactNode {
  const t = useTranslations();
  const { session, end } = useSession();
  const { account, isFailed, refresh } = useAccount();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const { show } = useToasts();
  if (session === undefined) return <LoadingPage />;
  if (session?.kind !== 'account') {
    return <Navigate replace to={paths.signIn(`${paths.account()}${hash}`)} />;
  }
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
      {isFailed && <Notice tone="danger" title={t('settings.failed')} />}
      {account === undefined ? (
        !isFailed && <LoadingPage />
      ) : (
        <>
          <ProfileSection account={account} onChanged={refresh} />
          <WaysSection account={account} onChanged={refresh} />
          <TwoFactorSection account={account} onChanged={refresh} />
          <DevicesSection onChanged={refresh} onSignOutEverywhere={() => void signOut(true)} />
          <DataSection account={account} />
        </>
      )}
    </div>
  );
}
