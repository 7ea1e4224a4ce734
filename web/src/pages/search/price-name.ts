/** A range of prices in words. */
import { useTranslations } from 'use-intl';
import type { PriceBand } from '../../discover/search-state.ts';
import { useFormats } from '../../language/use-formats.ts';

export function usePriceName(): (band: PriceBand) => string {
  const t = useTranslations('search');
  const { money } = useFormats();
  return (band) => {
    const [least = '', most = ''] = band
      .split('-')
      .map((bound) => (bound === '' ? '' : money(Number(bound), 'KRW')));
    if (band.startsWith('0-')) return t('priceBelow', { most });
    return most === '' ? t('priceAbove', { least }) : t('priceBetween', { least, most });
  };
}
