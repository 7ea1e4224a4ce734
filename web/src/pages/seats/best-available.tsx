/** "Find us the best seats": for everybody who does not want to look for themselves. */
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { useBest } from './use-best.ts';
import '../../ui/native-select.css';

type BestAvailableProps = {
  readonly event: Event;
  readonly party: number;
  readonly isBusy: boolean;
  readonly onSeats: (seats: readonly number[]) => void;
};

export function BestAvailable({ event, party, isBusy, onSeats }: BestAvailableProps): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const [tier, setTier] = useState<string>();
  const best = useBest(event.id);
  const find = async (): Promise<void> => {
    const seats = await best.ask(party, tier);
    if (seats !== undefined) onSeats(seats);
  };
  return (
    <div className="best">
      {event.tiers.length > 1 && (
        <select
          aria-label={t('seats.bestTier')}
          value={tier ?? ''}
          onChange={({ target }) => setTier(target.value === '' ? undefined : target.value)}
        >
          <option value="">{t('seats.anyTier')}</option>
          {event.tiers.map(({ code, name }) => (
            <option key={code} value={code}>
              {translated(name, language, code)}
            </option>
          ))}
        </select>
      )}
      <Button busy={best.isBusy} disabled={isBusy} onClick={() => void find()}>
        {t(best.isNext ? 'seats.bestNext' : 'seats.best')}
      </Button>
      <p className="best-problem" role="status">
        {best.problem === 'none' && t('seats.bestNone', { count: party })}
        {best.problem !== undefined && best.problem !== 'none' && t(`errors.${best.problem.code}`)}
      </p>
    </div>
  );
}
