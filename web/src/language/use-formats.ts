/** The formats in the language of the page. */
import { useMemo } from 'react';
import {
  type DateStyle,
  formatDate,
  formatMoney,
  formatNumber,
  zoneName,
} from '@onsale/contract/formats.ts';
import { useLanguage } from './language-provider.tsx';
import { writeOnce } from './written.ts';

export type Formats = {
  readonly date: (instant: string | number, style: DateStyle, timeZone?: string) => string;
  readonly zone: (instant: string, timeZone: string) => string;
  /** In minor units of the currency. */
  readonly money: (amountMinor: number, currency: string) => string;
  readonly number: (value: number) => string;
};

export function useFormats(): Formats {
  const { language, written } = useLanguage();
  return useMemo(() => {
    const once = (key: string, write: () => string): string =>
      writeOnce(written, language, key, write);
    return {
      date(instant, style, timeZone) {
        const write = (): string => formatDate(language, instant, style, timeZone);
        // Without a zone it is the device's own, which the server does not know.
        return timeZone === undefined ? write() : once(`${style} ${instant} ${timeZone}`, write);
      },
      zone: (instant, timeZone) =>
        once(`zone ${instant} ${timeZone}`, () => zoneName(language, instant, timeZone)),
      money: (amountMinor, currency) =>
        once(`${amountMinor} ${currency}`, () => formatMoney(language, amountMinor, currency)),
      number: (value) => once(String(value), () => formatNumber(language, value)),
    };
  }, [language, written]);
}
