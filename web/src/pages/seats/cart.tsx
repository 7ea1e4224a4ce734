/** What is chosen and what it costs, fees included, and the button that holds it. */
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../language/use-formats.ts';
import { type PlaceLine, totalsOf } from '../../purchase/place-lines.ts';
import { PlaceList, Totals } from '../../purchase/price-summary.tsx';
import type { Waiting } from '../../purchase/until-definite.ts';
import { Button } from '../../ui/button.tsx';

type CartProps = {
  readonly lines: readonly PlaceLine[];
  readonly currency: string;
  readonly isBusy: boolean;
  readonly waiting: Waiting | undefined;
  readonly onRemove: (line: PlaceLine) => void;
  readonly onHold: () => void;
};

export function Cart(props: CartProps): ReactNode {
  const { lines, currency, isBusy, waiting, onRemove, onHold } = props;
  const t = useTranslations('seats');
  const { money } = useFormats();
  // On phones the list is folded: the map needs the room.
  const [isOpen, setOpen] = useState(false);
  const { totalMinor } = totalsOf(lines);
  const isEmpty = lines.length === 0;
  return (
    <div className="cart" data-open={isOpen || undefined} data-empty={isEmpty || undefined}>
      <h2 className="cart-title">{t('cart')}</h2>
      {isEmpty ? (
        <p className="cart-empty">{t('cartEmpty')}</p>
      ) : (
        <div className="cart-lines" id="cart-lines">
          <PlaceList {...{ lines, currency, isBusy, onRemove }} />
          <Totals {...{ lines, currency }} />
        </div>
      )}
      <div className="cart-bar">
        {!isEmpty && (
          <button
            type="button"
            className="cart-fold"
            aria-expanded={isOpen}
            aria-controls="cart-lines"
            onClick={() => setOpen(!isOpen)}
          >
            <span>{t('chosenCount', { count: lines.length })}</span>
            <strong>{money(totalMinor, currency)}</strong>
            <span className="unseen">{t('cartDetails')}</span>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M6 15l6-6 6 6" />
            </svg>
          </button>
        )}
        <Button look="primary" size="large" wide disabled={isEmpty} busy={isBusy} onClick={onHold}>
          {waiting?.why === 'crowd' ? t('holdWaiting') : t('hold')}
        </Button>
      </div>
      <p className="cart-note">{t('holdNote')}</p>
    </div>
  );
}
