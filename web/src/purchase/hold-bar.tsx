/** On every page while a hold runs: what is held, how long, and the way back to it. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { eventQuery } from '../api/queries.ts';
import { translated } from '../language/language.ts';
import { useLanguage } from '../language/language-provider.tsx';
import { useApp, useIsBrowser } from '../main/app-services.ts';
import { paths } from '../paths.ts';
import { HoldClock, useHoldLeft } from './hold-clock.tsx';
import { holdsQuery, type Reservation } from './queries.ts';
import './hold-bar.css';

/** Holds end, and other tabs place some. */
const REFRESH_MS = 60_000;

export function useHolds(): readonly Reservation[] {
  const { api } = useApp();
  const isBrowser = useIsBrowser();
  const { data = [] } = useQuery({
    ...holdsQuery(api),
    enabled: isBrowser,
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? REFRESH_MS : false),
    refetchOnWindowFocus: true,
  });
  return data.filter(({ status }) => status === 'PENDING');
}

export function HoldBar(): ReactNode {
  const { pathname } = useLocation();
  const hold = useHolds()
    .toSorted((a, b) => (a.expiresAt ?? '').localeCompare(b.expiresAt ?? ''))
    // These pages speak of it themselves.
    .find(({ eventId, id }) =>
      [paths.seats(eventId), paths.checkout(eventId, id), paths.order(eventId, id)].every(
        (path) => path !== pathname,
      ),
    );
  return hold === undefined ? null : <Bar key={hold.id} hold={hold} />;
}

function Bar({ hold }: { readonly hold: Reservation }): ReactNode {
  const t = useTranslations('hold');
  const { api, queries } = useApp();
  const { language } = useLanguage();
  const { data: event } = useQuery(eventQuery(api, hold.eventId));
  const left = useHoldLeft(hold.expiresAt);
  const { isOver } = left;
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: ['holds'] });
  }, [isOver, queries]);
  if (isOver) return null;
  const name = event && translated(event.translations, language, event.name);
  return (
    <aside className="hold-bar" aria-label={t('barLabel')}>
      <Link to={paths.checkout(hold.eventId, hold.id)}>
        <HoldClock left={left} />
        <span className="hold-bar-what">
          <strong>{t('barTitle', { count: hold.quantity })}</strong>
          {name !== undefined && <span>{name}</span>}
        </span>
        <span className="hold-bar-go">{t('continue')}</span>
      </Link>
    </aside>
  );
}
