/** A ticket to take along: as PDF, in the calendar, in the wallet of the phone; and its order. */
import { useQuery } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { addressOf } from '../../api/address.ts';
import { featuresQuery } from '../../api/features.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import type { Ticket } from '../../purchase/queries.ts';
import { useOnline } from '../../purchase/use-online.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CalendarIcon, DownloadIcon } from '../../ui/more-icons.tsx';
import { useToasts } from '../../ui/toasts.tsx';

export function TicketFiles({ ticket }: { readonly ticket: Ticket }): ReactNode {
  const t = useTranslations('ticketFiles');
  const { api } = useApp();
  const { show } = useToasts();
  const { language } = useLanguage();
  const isOnline = useOnline();
  const { data: features } = useQuery(featuresQuery(api));
  const { eventId, id: ticketId, orderId } = ticket;
  const params = { eventId, ticketId };
  if (!isOnline) return <p className="ticket-offline">{t('needsNetwork')}</p>;

  /** The browser fetches the file by itself: its session has to be fresh before. */
  async function fetchFile(address: string): Promise<void> {
    const session = await api.call(productApi.readSession);
    if (session.ok) location.assign(address);
    else show(t('failed'), 'danger');
  }
  async function toGoogle(): Promise<void> {
    const outcome = await api.call(productApi.readGooglePass, { params, query: { language } });
    if (outcome.ok) location.assign(outcome.value.url);
    else show(t('failed'), 'danger');
  }
  const file = (spec: { readonly path: string }) => (): void =>
    void fetchFile(addressOf(spec, params, { language }));
  return (
    <section className="ticket-files" aria-labelledby="ticket-files">
      <h2 id="ticket-files">{t('title')}</h2>
      <div>
        {features?.wallets.apple === true && (
          <Button onClick={file(productApi.readApplePass)}>{t('apple')}</Button>
        )}
        {features?.wallets.google === true && (
          <Button onClick={() => void toGoogle()}>{t('google')}</Button>
        )}
        <Button onClick={file(productApi.readTicketPdf)}>
          <DownloadIcon /> {t('pdf')}
        </Button>
        <Button onClick={file(productApi.readCalendar)}>
          <CalendarIcon /> {t('calendar')}
        </Button>
      </div>
      {orderId !== undefined && ticket.received !== true && (
        <div>
          <ButtonLink look="quiet" to={paths.order(eventId, orderId)}>
            {t('order')}
          </ButtonLink>
          <ButtonLink look="quiet" to={paths.receipt(eventId, orderId)}>
            {t('receipt')}
          </ButtonLink>
        </div>
      )}
    </section>
  );
}
