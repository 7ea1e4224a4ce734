/** What a screen reader is told: every new stage, and the place in line each time it has halved. */
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Stage, Standing } from '../../queue/standing.ts';
import { useToasts } from '../../ui/toasts.tsx';

const titles = {
  free: 'free.title',
  closed: 'closed.title',
  gathering: 'gathering.inTitle',
  drawing: 'drawing.title',
  line: 'line.title',
  turn: 'turn.title',
  front: 'turn.frontTitle',
  in: 'turn.heard',
  ended: 'ended.title',
} as const satisfies Record<Stage, string>;

export function useAnnouncements({ stage, ahead, hasPlace }: Standing, isKnown: boolean): void {
  const t = useTranslations('queue');
  const { say } = useToasts();
  const told = useRef<{ stage: Stage; ahead: number } | undefined>(undefined);
  useEffect(() => {
    if (!isKnown || !hasPlace) return;
    const { current } = told;
    const isNearer = ahead !== undefined && ahead <= (current?.ahead ?? Infinity) / 2;
    if (current?.stage === stage && !(stage === 'line' && isNearer)) return;
    told.current = { stage, ahead: ahead ?? Infinity };
    const where =
      stage === 'line' && ahead !== undefined ? t('line.aheadSaid', { count: ahead }) : '';
    say(`${t(titles[stage])}. ${where}`.trim());
  }, [stage, ahead, hasPlace, isKnown, say, t]);
}
