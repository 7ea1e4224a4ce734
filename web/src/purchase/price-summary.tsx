/** Places and what they cost, fees included, as a list with a total. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../language/use-formats.ts';
import { type PlaceLine, totalsOf } from './place-lines.ts';
import './price-summary.css';

type PriceSummaryProps = {
  readonly lines: readonly PlaceLine[];
  readonly currency: string;
  /** Gives up one place. */
  readonly onRemove?: ((line: PlaceLine) => void) | undefined;
  readonly isBusy?: boolean;
};

/** What is to be paid for a place. */
export const priceOf = ({ unitMinor, discountMinor = 0, feeMinor }: PlaceLine): number =>
  unitMinor - discountMinor + feeMinor;

export function PlaceList(props: PriceSummaryProps): ReactNode {
  const t = useTranslations('purchase');
  const { money } = useFormats();
  const { lines, currency, onRemove, isBusy = false } = props;
  return (
    <ul className="place-list">
      {lines.map((line) => (
        <li key={line.key}>
          <span className="place-name">
            <strong>{line.name}</strong>
            {line.tierName !== line.name && line.tierName !== '' && <span>{line.tierName}</span>}
          </span>
          <span className="place-price">{money(priceOf(line), currency)}</span>
          {onRemove !== undefined && (
            <button
              type="button"
              className="place-remove"
              aria-label={t('removePlace', { place: line.name })}
              disabled={isBusy}
              onClick={() => onRemove(line)}
            >
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M7 7l10 10M17 7L7 17" />
              </svg>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

type TotalsProps = Pick<PriceSummaryProps, 'lines' | 'currency'> & {
  /** What has brought the discount, when there is one. */
  readonly promoCode?: string | undefined;
};

export function Totals(props: TotalsProps): ReactNode {
  const tPromo = useTranslations('promo');
  const t = useTranslations('purchase');
  const { money } = useFormats();
  const { lines, currency, promoCode } = props;
  const { subtotalMinor, discountMinor, feesMinor, totalMinor } = totalsOf(lines);
  return (
    <dl className="totals">
      {feesMinor + discountMinor > 0 && (
        <>
          <div>
            <dt>{t('subtotal')}</dt>
            <dd>{money(subtotalMinor, currency)}</dd>
          </div>
          {discountMinor > 0 && (
            <div className="totals-discount">
              <dt>
                {promoCode === undefined
                  ? tPromo('discount')
                  : tPromo('discountWith', { code: promoCode })}
              </dt>
              <dd>{money(-discountMinor, currency)}</dd>
            </div>
          )}
          <div>
            <dt>{t('fees')}</dt>
            <dd>{money(feesMinor, currency)}</dd>
          </div>
        </>
      )}
      <div className="totals-sum">
        <dt>{t('total')}</dt>
        <dd>{money(totalMinor, currency)}</dd>
      </div>
    </dl>
  );
}
