/** The header: the way home, tickets, account, language. */
import type { ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths } from '../paths.ts';
import { useSession } from '../session/use-session.ts';
import { LanguageToggle } from './language-toggle.tsx';
import './header.css';

export function Header(): ReactNode {
  const t = useTranslations('site');
  const { isAccount } = useSession();
  const { pathname } = useLocation();
  const signInFrom = pathname.startsWith('/sign-') ? undefined : pathname;
  return (
    <header className="header">
      <div className="header-inner">
        <Link to={paths.home()} className="wordmark">
          <Mark />
          {t('name')}
        </Link>
        <nav aria-label={t('main')}>
          <NavLink to={paths.tickets()} className="header-link">
            <TicketIcon />
            <span>{t('tickets')}</span>
          </NavLink>
          <NavLink
            to={isAccount ? paths.account() : paths.signIn(signInFrom)}
            className="header-link"
          >
            <PersonIcon />
            <span>{isAccount ? t('account') : t('signIn')}</span>
          </NavLink>
          <LanguageToggle />
        </nav>
      </div>
    </header>
  );
}

const Mark = (): ReactNode => (
  <svg viewBox="0 0 56 44" width="30" height="24" aria-hidden="true">
    <path
      className="wordmark-ticket"
      d="M4 6a4 4 0 0 1 4-4h40a4 4 0 0 1 4 4v10a6 6 0 0 0 0 12v10a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V28a6 6 0 0 0 0-12z"
    />
    <path className="wordmark-line" d="M37 7v30" strokeDasharray="4 4" />
  </svg>
);

const TicketIcon = (): ReactNode => (
  <svg viewBox="0 0 24 24" className="icon" aria-hidden="true">
    <path d="M3 8.5V7a1.5 1.5 0 0 1 1.5-1.5h15A1.5 1.5 0 0 1 21 7v1.5a3.5 3.5 0 0 0 0 7V17a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17v-1.5a3.5 3.5 0 0 0 0-7zM14.5 6v12" />
  </svg>
);

const PersonIcon = (): ReactNode => (
  <svg viewBox="0 0 24 24" className="icon" aria-hidden="true">
    <circle cx="12" cy="8.5" r="4" />
    <path d="M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5" />
  </svg>
);
