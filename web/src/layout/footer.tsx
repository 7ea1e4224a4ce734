/** The footer: what this is, the ways into it, how it should look, and the way in for who builds on it. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths } from '../paths.ts';
import { hasSessionHint } from '../session/hint.ts';
import { later } from './later.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { Wordmark } from './wordmark.tsx';
import './footer.css';

const CrowdSwitch = later({
  load: async () => (await import('../demo/crowd-switch.tsx')).CrowdSwitch,
  wanted: hasSessionHint,
});

export function Footer(): ReactNode {
  const t = useTranslations('site');
  return (
    <footer className="footer">
      <div className="footer-inner">
        <div className="footer-brand">
          <p className="footer-name">
            <Wordmark />
            {t('name')}
          </p>
          <p>{t('openSource')}</p>
        </div>
        <ul className="footer-links">
          <li>
            <Link to={paths.home()}>{t('home')}</Link>
          </li>
          <li>
            <Link to={paths.search()}>{t('search')}</Link>
          </li>
          <li>
            <Link to={paths.tickets()}>{t('tickets')}</Link>
          </li>
          <li>
            <a href={paths.apiReference()}>{t('apiReference')}</a>
          </li>
        </ul>
        <div className="footer-settings">
          <ThemeSwitch />
          <CrowdSwitch />
        </div>
      </div>
    </footer>
  );
}
