/** How the order comes about, in three sentences, and the way to check it. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import type { QueueStatus } from '../../queue/queries.ts';

type HowBoxProps = { readonly eventId: number; readonly status: QueueStatus };

export function HowBox({ eventId, status }: HowBoxProps): ReactNode {
  const t = useTranslations('queue.how');
  // Where nobody came before the sale, there was nothing to draw.
  const hasDraw = status.cohortSize !== 0;
  return (
    <section className="queue-box" aria-labelledby="queue-how">
      <h3 id="queue-how">{t('title')}</h3>
      <ul className="queue-how">
        {hasDraw && <li>{t('before')}</li>}
        <li>{t(hasDraw ? 'after' : 'noDraw')}</li>
        {hasDraw && <li>{t('check')}</li>}
      </ul>
      {hasDraw && status.commitment !== undefined && (
        <Link to={paths.verifyPlace(eventId)} className="queue-link">
          {t('verify')}
        </Link>
      )}
    </section>
  );
}
