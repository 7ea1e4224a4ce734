/** The line in figures: how many are ahead, how long it may take, and what that is an estimate of. */
import { waitMsOf } from '@onsale/contract/queue-poll.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../language/use-formats.ts';
import { etaOf } from '../../queue/standing.ts';
import type { RoomView } from '../../queue/use-room.ts';
import { Badge } from '../../ui/badge.tsx';
import { stageId } from './focus-stage.ts';

export function LineFigures({ room }: { readonly room: RoomView }): ReactNode {
  const { status, standing, mine } = room;
  const t = useTranslations('queue');
  const { number: count } = useFormats();
  const isDrawn = standing.stage === 'line';
  const entry = mine?.entry;
  if (!isDrawn) {
    if (entry === undefined) return null;
    return (
      <dl className="queue-figures">
        <Figure term={t('line.number')}>{count(entry.number)}</Figure>
      </dl>
    );
  }
  const position = entry === undefined ? status.joined + 1 : room.position;
  // Only what was measured is shown: see `waitMsOf`.
  const isMoving = status.phase !== 'paused' && status.stock !== 'sold_out' && status.perMinute > 0;
  const waitMs = isMoving && position !== undefined ? waitMsOf(status, position) : Infinity;
  return (
    <>
      <Ahead room={room} />
      <dl className="queue-figures">
        {position !== undefined && (
          <Figure
            term={t('line.wait')}
            {...(Number.isFinite(waitMs) && { note: t('line.etaNote') })}
          >
            <Wait waitMs={waitMs} />
          </Figure>
        )}
        <Figure term={t('line.pace')}>{count(status.perMinute)}</Figure>
        {entry !== undefined && (
          <Figure
            term={t('line.place')}
            {...(status.cohortSize !== undefined && {
              note: t(entry.number <= status.cohortSize ? 'line.drawn' : 'line.fifo'),
            })}
          >
            {room.position === undefined ? t('line.unknownPlace') : count(room.position)}
          </Figure>
        )}
        {entry !== undefined && standing.behind !== undefined && (
          <Figure term={t('line.behind')}>{count(standing.behind)}</Figure>
        )}
      </dl>
    </>
  );
}

function Ahead({ room }: { readonly room: RoomView }): ReactNode {
  const { status, standing, mine, position } = room;
  const t = useTranslations('queue');
  const { ahead, waiting } = standing;
  if (mine === null || mine === undefined) {
    return (
      <p className="queue-ahead">
        <strong>{t('line.people', { count: waiting })}</strong>{' '}
        {t('line.waitingNow', { count: waiting })}
      </p>
    );
  }
  return (
    <>
      <div className="queue-title">
        <h2 id={stageId} tabIndex={-1}>
          {t(status.phase === 'paused' ? 'paused.title' : 'line.title')}
        </h2>
        {status.phase === 'paused' && <p>{t('paused.text')}</p>}
        {status.phase === 'draining' && <Badge tone="warning">{t('draining.badge')}</Badge>}
      </div>
      {ahead === 0 ? (
        <p className="queue-ahead">
          <strong>{t('line.next')}</strong>
        </p>
      ) : (
        <p className="queue-ahead">
          <strong>{ahead === undefined ? '…' : t('line.people', { count: ahead })}</strong>{' '}
          {t('line.ahead', { count: ahead ?? 2 })}
        </p>
      )}
      {position !== undefined && (
        <progress
          className="queue-progress"
          value={Math.min(status.servedUpTo, position)}
          max={position}
          aria-label={t('line.progress')}
        />
      )}
    </>
  );
}

type FigureProps = { readonly term: string; readonly note?: string; readonly children: ReactNode };

const Figure = ({ term, note, children }: FigureProps): ReactNode => (
  <div>
    <dt>{term}</dt>
    <dd>
      {children}
      {note !== undefined && <small>{note}</small>}
    </dd>
  </div>
);

function Wait({ waitMs }: { readonly waitMs: number }): ReactNode {
  const t = useTranslations('queue.line');
  const { number } = useFormats();
  const eta = etaOf(waitMs);
  if (!('from' in eta)) return t(eta.kind === 'soon' ? 'etaSoon' : 'etaUnknown');
  if (eta.kind === 'minutes') return t('etaRange', { from: eta.from, to: eta.to });
  return t('etaHours', { from: number(eta.from), to: number(eta.to) });
}
