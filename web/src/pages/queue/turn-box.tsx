/** It is one's turn: being let in, at the front while the shop is full, or the door itself. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { countdownTo } from '../../lib/countdown.ts';
import { useNow } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import type { RoomView } from '../../queue/use-room.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { stageId } from './focus-stage.ts';

type TurnBoxProps = { readonly event: Event; readonly room: RoomView };

export function TurnBox({ event, room }: TurnBoxProps): ReactNode {
  const t = useTranslations('queue');
  const { stage } = room.standing;
  const admission = room.mine?.admission;
  const isIn = stage === 'in' && admission !== undefined;
  return (
    <>
      <div className="queue-title">
        <h2 id={stageId} tabIndex={-1}>
          {t(stage === 'front' ? 'turn.frontTitle' : 'turn.title')}
        </h2>
        <p>
          {t(isIn ? 'turn.inText' : stage === 'front' ? 'turn.frontText' : 'turn.enteringText')}
        </p>
      </div>
      {isIn ? (
        <>
          <ButtonLink look="primary" size="large" wide to={paths.seats(event.id)}>
            {t('turn.comeIn')}
          </ButtonLink>
          <KeptFor until={admission.expiresAt} />
        </>
      ) : (
        <span className="queue-drawing" aria-hidden="true" />
      )}
    </>
  );
}

function KeptFor({ until }: { readonly until: string }): ReactNode {
  const t = useTranslations('queue');
  const { clock, duration } = countdownTo(Date.parse(until), useNow());
  return (
    <p className="queue-kept">
      {t('turn.keptFor')}{' '}
      <time dateTime={duration} role="timer">
        {clock}
      </time>
    </p>
  );
}
