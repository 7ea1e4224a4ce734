/** What surrounds every page: skip link, header, main, footer; where focus and scrolling go. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation, useMatches, useNavigation } from 'react-router';
import { useTranslations } from 'use-intl';
import { hasSessionHint } from '../session/hint.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { later } from './later.tsx';
import './root-layout.css';

/** What a route may say about its surroundings. */
export type RouteHandle = {
  /** The page's module, so that the server can name its files early. */
  readonly module?: string;
  /** `first`: it needs no texts but those that the build finds in such pages. */
  readonly texts?: 'first';
  /** Parameters of the address that the page shows: the server renders it by them. */
  readonly parameters?: readonly string[];
  /** A page with one task: no footer to get lost in. */
  readonly focused?: boolean;
};

/** Nobody holds anything without a session. */
const HoldBar = later({
  load: async () => (await import('../purchase/hold-bar.tsx')).HoldBar,
  wanted: hasSessionHint,
});

export function Frame({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useTranslations('site');
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const isPending = useNavigation().state === 'loading';
  const isFocused = useMatches().some(({ handle }) => (handle as RouteHandle | undefined)?.focused);

  // A navigation is a new page to a screen reader too: the focus goes to its beginning.
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      <Header />
      <HoldBar />
      <div className="progress" data-active={isPending || undefined} />
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      {!isFocused && <Footer />}
    </>
  );
}

export const RootLayout = (): ReactNode => (
  <Frame>
    <Outlet />
    <ScrollRestoration />
  </Frame>
);
