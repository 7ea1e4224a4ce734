/** What has been published of a draw, what was noted here before it, and whose word it rests on. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useFormats } from '../../language/use-formats.ts';
import { readNote } from '../../queue/notes.ts';
import type { DrawRecord } from '../../queue/queries.ts';

type DrawFactsProps = { readonly event: Event; readonly record: DrawRecord };

export function DrawFacts({ event, record }: DrawFactsProps): ReactNode {
  const t = useTranslations('verify');
  const { date, number } = useFormats();
  const note = readNote(event.id);
  const {
    mode,
    restsOn = mode,
    commitment,
    committedAt,
    cohortRoot,
    closedAt,
    cohortSize,
  } = record;
  const at = (instant: string | number): string => date(instant, 'short', event.timeZone);
  const basis = restsOn === 'beacon' ? 'beacon' : mode === 'beacon' ? 'beaconMissed' : 'operator';
  return (
    <section className="verify-section">
      <h2>{t('modeTitle')}</h2>
      <p>{t(`mode.${basis}`)}</p>
      <dl className="verify-facts">
        <div>
          <dt>
            {t('commitment')} <small>{t('committedAt', { date: at(committedAt) })}</small>
          </dt>
          <dd>
            <code>{commitment}</code>
          </dd>
        </div>
        {cohortRoot !== undefined && (
          <div>
            <dt>
              {t('root')}{' '}
              {closedAt !== undefined && <small>{t('closedAt', { date: at(closedAt) })}</small>}
            </dt>
            <dd>
              <code>{cohortRoot}</code>
            </dd>
          </div>
        )}
        {cohortSize !== undefined && (
          <div>
            <dt>{t('size')}</dt>
            <dd>{number(cohortSize)}</dd>
          </div>
        )}
      </dl>
      <p className="verify-small">
        {note === undefined ? t('notNoted') : t('noted', { date: at(note.notedAtMs) })}
      </p>
    </section>
  );
}
