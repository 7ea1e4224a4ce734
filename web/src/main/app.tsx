/** The app around its routes: services, language, document, messages. */
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, startTransition, StrictMode, useEffect, useState } from 'react';
import { LanguageProvider } from '../language/language-provider.tsx';
import type { TextStore } from '../messages/text-store.ts';
import { ToastProvider } from '../ui/toasts.tsx';
import { type AppServices, AppServicesContext, IsBrowserContext } from './app-services.ts';
import { Document } from './document.tsx';

type AppProps = {
  readonly services: AppServices;
  readonly texts: TextStore;
  /** The router with its routes. */
  readonly children: ReactNode;
};

export const App = ({ services, texts, children }: AppProps): ReactNode => (
  <StrictMode>
    <AppServicesContext value={services}>
      <QueryClientProvider client={services.queries}>
        <LanguageProvider texts={texts} written={services.written}>
          <Document>
            <InBrowser isServed={services.isServed}>
              <ToastProvider>{children}</ToastProvider>
            </InBrowser>
          </Document>
        </LanguageProvider>
      </QueryClientProvider>
    </AppServicesContext>
  </StrictMode>
);

type InBrowserProps = { readonly isServed: boolean; readonly children: ReactNode };

function InBrowser({ isServed, children }: InBrowserProps): ReactNode {
  const [isBrowser, setBrowser] = useState(!isServed);
  useEffect(() => startTransition(() => setBrowser(true)), []);
  return <IsBrowserContext value={isBrowser}>{children}</IsBrowserContext>;
}
