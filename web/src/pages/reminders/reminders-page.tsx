/** My reminders; and what the links in mails lead to. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useApp, useVisitorZone } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { type Reminder, remindersKey, remindersQuery } from '../../reminders/queries.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { BellIcon } from '../../ui/more-icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { FromLink } from './from-link.tsx';
import './reminders.css';

export function Component(): ReactNode {
  const t = useTranslations();
  const [params] = useSearchParams();
  const [confirm, stop] = [params.get('confirm'), params.get('stop')];
  return (
    <div className="page page-narrow reminders">
      <title>{`${t('reminder.mine')} · ${t('site.name')}`}</title>
      <meta name="robots" content="noindex" />
      {confirm !== null ? (
        <FromLink does="confirm" token={confirm} />
      ) : stop !== null ? (
        <FromLink does="stop" token={stop} />
      ) : (
        <Mine />
      )}
    </div>
  );
}

function Mine(): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const list = useInfiniteQuery(remindersQuery(api));
  const reminders = list.data?.pages.flatMap((page) => page.reminders);
  return (
    <>
      <h1>{t('reminder.mine')}</h1>
      <p className="reminders-lead">{t('reminder.mineLead')}</p>
      {reminders === undefined && list.error === null && (
        <div role="status" aria-label={t('site.loading')} className="stack">
          <Skeleton shape="line" />
          <Skeleton shape="line" />
        </div>
      )}
      {reminders === undefined && list.error !== null && (
        <Notice
          title={t('problem.brokenTitle')}
          tone="danger"
          actions={<Button onClick={() => void list.refetch()}>{t('site.retry')}</Button>}
        />
      )}
      {reminders?.length === 0 && (
        <EmptyState
          icon={<BellIcon />}
          title={t('reminder.emptyTitle')}
          actions={
            <ButtonLink to={paths.search()} look="primary">
              {t('reminder.find')}
            </ButtonLink>
          }
        >
          <p>{t('reminder.emptyText')}</p>
        </EmptyState>
      )}
      {reminders !== undefined && reminders.length > 0 && (
        <ul className="reminder-list">
          {reminders.map((one) => (
            <Row key={`${one.eventId} ${one.channel}`} reminder={one} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <ShowMore
          label={t('reminder.more')}
          isBusy={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </>
  );
}

const tones: Readonly<Record<Reminder['status'], BadgeTone>> = {
  unconfirmed: 'warning',
  waiting: 'accent',
  told: 'positive',
  over: 'neutral',
};

function Row({ reminder }: { readonly reminder: Reminder }): ReactNode {
  const t = useTranslations('reminder');
  const { language } = useLanguage();
  const { date } = useFormats();
  const { api, queries } = useApp();
  const { show } = useToasts();
  const zone = useVisitorZone();
  const [isBusy, setBusy] = useState(false);
  const { eventId, channel, status, remindsAt } = reminder;
  const name = translated(reminder.translations, language, reminder.name);

  async function remove(): Promise<void> {
    setBusy(true);
    const outcome = await api.call(productApi.removeReminder, { params: { eventId, channel } });
    setBusy(false);
    if (!outcome.ok) return;
    show(t('removed'));
    await queries.invalidateQueries({ queryKey: remindersKey });
  }

  return (
    <li>
      <div>
        <h2>
          <Link to={paths.event(eventId)}>{name}</Link>
        </h2>
        <p>
          {t('when', {
            date: date(remindsAt, 'short', zone),
            channel: t(channel === 'mail' ? 'byMail' : 'byPush'),
          })}
        </p>
        <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>
      </div>
      <Button
        size="small"
        busy={isBusy}
        aria-label={t('removeNamed', { name })}
        onClick={() => void remove()}
      >
        {t('remove')}
      </Button>
    </li>
  );
}
