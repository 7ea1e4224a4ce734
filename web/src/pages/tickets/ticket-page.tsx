/** One ticket, to be shown at the door: the code large, dark on white, and what it admits to. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { EventTime } from '../../event/event-time.tsx';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { type Ticket, ticketQuery, ticketsQuery } from '../../purchase/queries.ts';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from './qr-code.tsx';
import './tickets.css';

/** A ticket may be revoked while it is on the screen. */
const REFRESH_MS = 30_000;

export function Component(): ReactNode {
  const { api } = useApp();
  const { eventId, ticketId = '' } = useParams();
  const ticket = useQuery({
    ...ticketQuery(api, Number(eventId), ticketId),
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: true,
  });
  if (ticket.data !== undefined) return <TicketView ticket={ticket.data} />;
  if (ticket.isError) {
    return <BrokenPage error={ticket.error} onRetry={() => void ticket.refetch()} />;
  }
  return <LoadingPage />;
}

function TicketView({ ticket }: { readonly ticket: Ticket }): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const { event, label, status, admission, of, code } = ticket;
  const name = translated(event.translations, language, event.name);
  const place = translated(label, language);
  const venue = translated(event.venue, language);
  const isValid = status === 'valid' && event.status !== 'cancelled';
  useWakeLock(isValid);
  return (
    <div className="page ticket-page">
      <title>{`${place} · ${name} · ${t('site.name')}`}</title>
      <nav aria-label={t('site.tickets')}>
        <Link to={paths.tickets()}>{t('ticket.back')}</Link>
      </nav>
      <OfflineBanner />
      {!isValid && (
        <Notice
          tone="danger"
          title={t(event.status === 'cancelled' ? 'ticket.cancelledTitle' : 'ticket.revokedTitle')}
        >
          <p>{t('ticket.revokedText')}</p>
        </Notice>
      )}
      {isValid && event.status === 'postponed' && (
        <Notice tone="warning" title={t('status.postponed')}>
          <p>{t('event.postponedText')}</p>
        </Notice>
      )}
      <article className="ticket" data-revoked={!isValid || undefined}>
        <header>
          <h1>{name}</h1>
          <p>
            <EventTime instant={event.startsAt} timeZone={event.timeZone} style="full" named />
          </p>
          {venue !== '' && <p>{venue}</p>}
        </header>
        <div className="ticket-code">
          {isValid && code !== undefined ? (
            <QrCode text={code} label={t('ticket.codeLabel', { place })} />
          ) : (
            <p>{t('ticket.noCode')}</p>
          )}
        </div>
        <footer>
          <p className="ticket-place">{place}</p>
          <p>{t('ticket.admission', { admission, of })}</p>
        </footer>
      </article>
      <Neighbours ticket={ticket} />
      {isValid && (
        <ul className="ticket-hints">
          <li>{t('ticket.hintBright')}</li>
          <li>{t('ticket.hintOnce')}</li>
          <li>{t('ticket.hintShare')}</li>
        </ul>
      )}
    </div>
  );
}

/** The other tickets of the same order: a party enters together. */
function Neighbours({ ticket }: { readonly ticket: Ticket }): ReactNode {
  const t = useTranslations('ticket');
  const { api } = useApp();
  const { data = [] } = useQuery({
    ...ticketsQuery(api, ticket.reservationId),
    enabled: ticket.of > 1,
  });
  if (data.length < 2) return null;
  const sorted = data.toSorted((a, b) => a.admission - b.admission);
  return (
    <nav className="ticket-others" aria-label={t('others')}>
      {sorted.map(({ id, eventId, admission }) => (
        <Link
          key={id}
          to={paths.ticket(eventId, id)}
          replace
          aria-current={id === ticket.id ? 'page' : undefined}
        >
          {admission}
        </Link>
      ))}
    </nav>
  );
}

/** Keeps the screen on while a valid code is shown, where the browser can. */
function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (isOver) await lock.release();
      } catch {
        // The screen may go dark; nothing depends on it.
      }
    };
    const look = (): void => void ask();
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', look);
      void lock?.release();
    };
  }, [isWanted]);
}
