/**
 * A ticket that a friend gives: what it is, and accepting it, signed in or as a guest. The secret of the
 * link stands behind the # of the address and goes to the server in the body of requests only.
 */
import { productApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { valueOf } from '../../api/outcome.ts';
import { type Event, eventQuery } from '../../api/queries.ts';
import { Poster } from '../../art/poster.tsx';
import { EventTime } from '../../event/event-time.tsx';
import { useEventText } from '../../event/event-text.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { openedToken, tokenIn } from '../../transfer/token.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AcceptForm } from './accept-form.tsx';
import '../../transfer/transfer.css';

export type Offered = BodyOf<typeof productApi.readOffer>['offer'];

export function Component(): ReactNode {
  const t = useTranslations();
  const { hash } = useLocation();
  const token = tokenIn(hash) ?? (hash === '' ? openedToken() : undefined);
  return (
    <div className="page page-narrow">
      <title>{`${t('transfer.pageTitle')} · ${t('site.name')}`}</title>
      <meta name="referrer" content="no-referrer" />
      <meta name="robots" content="noindex" />
      <OfflineBanner />
      {token === undefined ? (
        <Notice
          level="h1"
          size="large"
          title={t('transfer.noLink')}
          actions={<ButtonLink to={paths.tickets()}>{t('transfer.toTickets')}</ButtonLink>}
        >
          <p>{t('transfer.noLinkText')}</p>
        </Notice>
      ) : (
        <OfferOf key={token} token={token} />
      )}
    </div>
  );
}

function OfferOf({ token }: { readonly token: string }): ReactNode {
  const { api } = useApp();
  const offer = useQuery({
    queryKey: ['offer', token],
    queryFn: async ({ signal }): Promise<Offered> =>
      (await valueOf(api.call(productApi.readOffer, { body: { token }, signal }))).offer,
    refetchOnWindowFocus: 'always',
  });
  const event = useQuery({
    ...eventQuery(api, offer.data?.eventId ?? 0),
    enabled: offer.data !== undefined,
  });
  const failed = [offer, event].find((one) => one.isError && one.data === undefined);
  if (failed !== undefined) {
    return <BrokenPage error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (offer.data === undefined || event.data === undefined) return <LoadingPage />;
  return offer.data.status === 'offered' ? (
    <Open token={token} offer={offer.data} event={event.data} onOver={() => void offer.refetch()} />
  ) : (
    <Over status={offer.data.status} />
  );
}

function Over({ status }: { readonly status: Exclude<Offered['status'], 'offered'> }): ReactNode {
  const t = useTranslations('transfer');
  return (
    <Notice
      level="h1"
      size="large"
      tone="warning"
      title={t(`over.${status}`)}
      actions={<ButtonLink to={paths.tickets()}>{t('toTickets')}</ButtonLink>}
    >
      <p>{t('overText')}</p>
    </Notice>
  );
}

type OpenProps = {
  readonly token: string;
  readonly offer: Offered;
  readonly event: Event;
  readonly onOver: () => void;
};

function Open({ token, offer, event, onOver }: OpenProps): ReactNode {
  const t = useTranslations('transfer');
  const { language } = useLanguage();
  const { name, venue } = useEventText(event);
  return (
    <article className="transfer-card">
      <header>
        <h1>{t('pageTitle')}</h1>
        <p>{t('from', { name: offer.fromName })}</p>
      </header>
      <div className="transfer-event">
        <div className="transfer-art">
          <Poster event={event} place="poster" />
        </div>
        <div>
          <h2>{name}</h2>
          <p>
            <EventTime instant={event.startsAt} timeZone={event.timeZone} style="full" named />
          </p>
          {venue !== '' && <p>{venue}</p>}
          <p>
            <strong>{translated(offer.label, language)}</strong>
          </p>
        </div>
      </div>
      <AcceptForm token={token} offer={offer} event={event} onOver={onOver} />
    </article>
  );
}
