/** What is left, by price category; how old the news is. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useNow } from '../../main/app-services.ts';
import type { QueueStatus } from '../../queue/queries.ts';

type StockListProps = { readonly event: Event; readonly status: QueueStatus };

export function StockList({ event, status }: StockListProps): ReactNode {
  const t = useTranslations('queue');
  const { language } = useLanguage();
  const nameOf = (code: string): string =>
    translated(event.tiers.find((tier) => tier.code === code)?.name, language, code);
  return (
    <section className="queue-box" aria-labelledby="queue-stock">
      <h3 id="queue-stock">{t('stock.title')}</h3>
      {status.tiers.length === 0 ? (
        <p className="queue-small">{t('stock.unknown')}</p>
      ) : (
        <ul className="queue-stock">
          {status.tiers.map(({ code, available, held }) => (
            <li key={code} data-none={available === 0 || undefined}>
              <span>{nameOf(code)}</span>
              <span>
                {available > 0
                  ? t('stock.available', { count: available })
                  : held > 0
                    ? t('stock.held', { count: held })
                    : t('stock.none')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Updated serverTime={status.serverTime} />
    </section>
  );
}

function Updated({ serverTime }: { readonly serverTime: string }): ReactNode {
  const t = useTranslations('queue.notice');
  const seconds = Math.max(0, Math.floor((useNow() - Date.parse(serverTime)) / 1_000));
  return (
    <p className="queue-small">
      {seconds < 90
        ? t('updated', { seconds })
        : t('updatedMinutes', { minutes: Math.floor(seconds / 60) })}
    </p>
  );
}
