/** The one card that matters: what stage it is, the number to look at, and the one thing to do. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { saleOf } from '../../event/sale.ts';
import { useNow } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import type { RoomView } from '../../queue/use-room.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { JoinBox } from './join-box.tsx';
import { LineFigures } from './line-figures.tsx';
import { Opening } from './opening.tsx';
import { TurnBox } from './turn-box.tsx';
import { stageId } from './focus-stage.ts';

type StageCardProps = { readonly event: Event; readonly room: RoomView };

export function StageCard({ event, room }: StageCardProps): ReactNode {
  const { standing, isSpent } = room;
  const t = useTranslations('queue');
  return (
    <section className="queue-card" data-stage={standing.stage} aria-labelledby={stageId}>
      {isSpent && (
        <div className="queue-spent">
          <strong>{t('spent.title')}</strong>
          <p>{t('spent.text')}</p>
        </div>
      )}
      <Stage event={event} room={room} />
    </section>
  );
}

function Title(props: { readonly title: string; readonly children?: ReactNode }): ReactNode {
  return (
    <div className="queue-title">
      <h2 id={stageId} tabIndex={-1}>
        {props.title}
      </h2>
      {props.children !== undefined && <p>{props.children}</p>}
    </div>
  );
}

function Stage({ event, room }: StageCardProps): ReactNode {
  const t = useTranslations('queue');
  const { stage, hasPlace } = room.standing;
  if (stage === 'free') return <Free event={event} />;
  if (stage === 'closed' || stage === 'gathering' || stage === 'drawing') {
    return <Before event={event} room={room} stage={stage} />;
  }
  if (stage === 'line') return hasPlace ? <LineFigures room={room} /> : <Line room={room} />;
  if (stage !== 'ended') return <TurnBox event={event} room={room} />;
  return (
    <>
      <Title title={t('ended.title')}>{t('ended.text')}</Title>
      <ButtonLink to={paths.event(event.id)}>{t('back')}</ButtonLink>
    </>
  );
}

/** Until the own place has been read, nothing is offered that it might contradict. */
const Join = ({ room }: { readonly room: RoomView }): ReactNode =>
  room.mine === undefined ? <Skeleton shape="title" /> : <JoinBox room={room} />;

type BeforeProps = StageCardProps & { readonly stage: 'closed' | 'gathering' | 'drawing' };

function Before({ event, room, stage }: BeforeProps): ReactNode {
  const t = useTranslations('queue');
  const { status, standing } = room;
  const { hasPlace } = standing;
  if (stage === 'closed') {
    return (
      <>
        <Title title={t('closed.title')}>{t('closed.text')}</Title>
        <Opening event={event} instant={status.opensAt ?? status.saleOpensAt} of="opens" />
      </>
    );
  }
  return (
    <>
      {stage === 'gathering' ? (
        <>
          <Title title={t(hasPlace ? 'gathering.inTitle' : 'gathering.title')}>
            {t(hasPlace ? 'gathering.inText' : 'gathering.text')}
          </Title>
          <Opening event={event} instant={status.saleOpensAt} of="sale" />
        </>
      ) : (
        <>
          <Title title={t('drawing.title')}>
            {t(hasPlace ? 'drawing.text' : 'drawing.textAway')}
          </Title>
          <span className="queue-drawing" aria-hidden="true" />
        </>
      )}
      {/* One's own number is newer than the status that everybody shares. */}
      <p className="queue-here">
        <span className="queue-dot" aria-hidden="true" />
        {t('gathering.here', { count: Math.max(status.joined, room.mine?.entry.number ?? 0) })}
      </p>
      {hasPlace ? <LineFigures room={room} /> : <Join room={room} />}
    </>
  );
}

/** For who has no place in it yet. */
function Line({ room }: { readonly room: RoomView }): ReactNode {
  const t = useTranslations('queue');
  const { status, standing } = room;
  if (status.phase === 'draining') {
    return <Title title={t('draining.title')}>{t('draining.text')}</Title>;
  }
  const isEmpty = standing.waiting === 0;
  return (
    <>
      <Title title={t(isEmpty ? 'line.emptyTitle' : 'line.joinTitle')}>
        {t(isEmpty ? 'line.emptyText' : 'line.joinText')}
      </Title>
      {!isEmpty && <LineFigures room={room} />}
      <Join room={room} />
    </>
  );
}

function Free({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations();
  const isOpen = saleOf(event, useNow()).kind === 'on_sale';
  return (
    <>
      <Title title={t('queue.free.title')}>
        {t(isOpen ? 'queue.free.text' : 'queue.free.textSoon')}
      </Title>
      {isOpen ? (
        <ButtonLink look="primary" size="large" to={paths.seats(event.id)}>
          {t(event.seatingPlan ? 'event.chooseSeats' : 'event.chooseTickets')}
        </ButtonLink>
      ) : (
        <ButtonLink to={paths.event(event.id)}>{t('queue.back')}</ButtonLink>
      )}
    </>
  );
}
