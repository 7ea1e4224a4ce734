/** How many come: the first question, because it decides what a tap means. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

type PartySizeProps = {
  readonly size: number;
  readonly max: number;
  readonly isBusy: boolean;
  readonly onSize: (size: number) => void;
};

export function PartySize({ size, max, isBusy, onSize }: PartySizeProps): ReactNode {
  const t = useTranslations('seats');
  return (
    <div className="party" role="group" aria-label={t('party')}>
      <span className="party-label">{t('party')}</span>
      <button
        type="button"
        aria-label={t('partyFewer')}
        disabled={isBusy || size <= 1}
        onClick={() => onSize(size - 1)}
      >
        −
      </button>
      <output aria-live="polite">{t('people', { count: size })}</output>
      <button
        type="button"
        aria-label={t('partyMore')}
        disabled={isBusy || size >= max}
        onClick={() => onSize(size + 1)}
      >
        +
      </button>
    </div>
  );
}
