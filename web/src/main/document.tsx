/** The whole document: React renders it from <html> on, so language and title follow the page. */
import type { ReactNode } from 'react';
import firstPaint from '../theme/first-paint.js?url';
import { useLanguage } from '../language/language-provider.tsx';

export function Document({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  return (
    // The script may have set its theme before React compares.
    <html lang={language} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf9fc" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#100f16" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        {/* Before the styles: no page is drawn in a theme that was not chosen. */}
        <script src={firstPaint} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icons/icon-180.png" />
        <link rel="manifest" href="/site.webmanifest" />
      </head>
      <body>{children}</body>
    </html>
  );
}
