/** The header: the way home, search, tickets, account, language. */
import type { ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths } from '../paths.ts';
import { useSession } from '../session/use-session.ts';
import { PersonIcon, TicketIcon } from '../ui/icons.tsx';
import { HeaderSearch } from './header-search.tsx';
import { LanguageToggle } from './language-toggle.tsx';
import { Wordmark } from './wordmark.tsx';
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
          <Wordmark />
          {t('name')}
        </Link>
        <nav aria-label={t('main')}>
          <HeaderSearch />
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
