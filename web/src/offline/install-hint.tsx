/**
 * Offers to put the tickets on the home screen: once, only to those who have some, and never again after
 * "not now". Browsers that can ask do; on iPhones the way is described.
 */
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button.tsx';
import { installPrompt, onInstallable } from './installable.ts';

const KEY = 'onsale-install-declined';

function hasDeclined(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    // What cannot be remembered would be asked at every visit.
    return true;
  }
}

const isInstalled = (): boolean => matchMedia('(display-mode: standalone)').matches;
/** iPads say that they are Macs; a Mac has no touch screen. */
const isIos = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1);

export function InstallHint(): ReactNode {
  const t = useTranslations('offline');
  const ask = useSyncExternalStore(onInstallable, installPrompt);
  const [isAway, setAway] = useState(() => hasDeclined() || isInstalled());
  if (isAway || (ask === undefined && !isIos())) return null;
  const decline = (): void => {
    setAway(true);
    localStorage.setItem(KEY, '1');
  };
  return (
    <aside className="install-hint" aria-label={t('install')}>
      <p>{ask === undefined ? `${t('install')} ${t('installIos')}` : t('install')}</p>
      <div>
        {ask !== undefined && (
          <Button size="small" onClick={() => void ask().then(() => setAway(true))}>
            {t('installButton')}
          </Button>
        )}
        <Button size="small" look="quiet" onClick={decline}>
          {t('installLater')}
        </Button>
      </div>
    </aside>
  );
}
