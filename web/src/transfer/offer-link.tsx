/** The link to pass on: to be read, copied, or handed to the share sheet of a phone. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { translated } from '../language/language.ts';
import { useLanguage } from '../language/language-provider.tsx';
import { useApp } from '../main/app-services.ts';
import { paths } from '../paths.ts';
import type { Ticket } from '../purchase/queries.ts';
import { Button } from '../ui/button.tsx';
import { useToasts } from '../ui/toasts.tsx';
import './transfer.css';

type OfferLinkProps = { readonly ticket: Ticket; readonly token: string };

export function OfferLink({ ticket, token }: OfferLinkProps): ReactNode {
  const t = useTranslations('transfer');
  const { origin } = useApp();
  const { language } = useLanguage();
  const { show } = useToasts();
  const url = `${origin}${paths.transfer(token)}`;
  const name = translated(ticket.event.translations, language, ticket.event.name);
  const canShare = 'share' in navigator;

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      show(t('copied'), 'positive');
    } catch {
      // The link stands there, to be selected by hand.
    }
  }
  async function share(): Promise<void> {
    try {
      await navigator.share({ title: t('shareText', { event: name }), url });
    } catch {
      // Closed without sharing.
    }
  }
  return (
    <>
      <p className="transfer-link" aria-label={t('linkLabel')} role="group">
        {url}
      </p>
      <div className="transfer-actions">
        <Button look="primary" onClick={() => void copy()}>
          {t('copy')}
        </Button>
        {canShare && <Button onClick={() => void share()}>{t('share')}</Button>}
      </div>
    </>
  );
}
