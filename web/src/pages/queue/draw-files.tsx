/** The record and the own ticket as files, for checking them elsewhere. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { DrawRecord, QueueEntry } from '../../queue/queries.ts';
import { Button } from '../../ui/button.tsx';

/** The address of the file is let go a while after the press: browsers begin to read it late. */
const KEPT_MS = 60_000;

function save(name: string, value: unknown): void {
  const text = `${JSON.stringify(value, undefined, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

type DrawFilesProps = { readonly record: DrawRecord; readonly entry: QueueEntry | undefined };

export function DrawFiles({ record, entry }: DrawFilesProps): ReactNode {
  const t = useTranslations('verify');
  return (
    <section className="verify-section">
      <h2>{t('filesTitle')}</h2>
      <p>{t('filesText')}</p>
      <div className="verify-files">
        <Button onClick={() => save(`draw-${record.eventId}.json`, record)}>
          {t('saveRecord')}
        </Button>
        {entry !== undefined && (
          <Button onClick={() => save(`ticket-${entry.eventId}-${entry.number}.json`, entry)}>
            {t('saveTicket')}
          </Button>
        )}
      </div>
      {entry !== undefined && <p className="verify-small">{t('ticketNote')}</p>}
    </section>
  );
}
