/** The footer: what this is, and the way in for those who build on it. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CrowdSwitch } from '../demo/crowd-switch.tsx';
import { paths } from '../paths.ts';
import './footer.css';

export function Footer(): ReactNode {
  const t = useTranslations('site');
  return (
    <footer className="footer">
      <div className="footer-inner">
        <p>
          <strong>{t('name')}</strong> — {t('openSource')}
        </p>
        <CrowdSwitch />
        <a href={paths.apiReference()}>{t('apiReference')}</a>
      </div>
    </footer>
  );
}
