/** The formats in the language of the page. */
import { useMemo } from 'react';
import { type DateStyle, formatDate, formatMoney, formatNumber, zoneName } from './formats.ts';
import { useLanguage } from './language-provider.tsx';

export type Formats = {
  readonly date: (instant: string | number, style: DateStyle, timeZone?: string) => string;
  readonly zone: (instant: string, timeZone: string) => string;
  /** In minor units of the currency. */
  readonly money: (amountMinor: number, currency: string) => string;
  readonly number: (value: number) => string;
};

export function useFormats(): Formats {
  const { language } = useLanguage();
  return useMemo(
    () => ({
      date: (instant, style, timeZone) => formatDate(language, instant, style, timeZone),
      zone: (instant, timeZone) => zoneName(language, instant, timeZone),
      money: (amountMinor, currency) => formatMoney(language, amountMinor, currency),
      number: (value) => formatNumber(language, value),
    }),
    [language],
  );
}
