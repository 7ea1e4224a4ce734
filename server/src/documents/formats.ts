/**
 * Dates and money as documents and mails say them: in their reader's language, in the event's own zone.
 * Formatters are expensive to make, so each is made once.
 */
import type { Translations } from '../catalog/model/event.ts';

export type Language = 'ko' | 'en';

const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();
const MADE_MAX = 200;

function kept<Made extends Intl.DateTimeFormat | Intl.NumberFormat>(
  key: string,
  make: () => Made,
): Made {
  const known = made.get(key);
  if (known !== undefined) return known as Made;
  if (made.size >= MADE_MAX) made.clear();
  const formatter = make();
  made.set(key, formatter);
  return formatter;
}

/** Narrow and unbreakable spaces are missing from many fonts. */
const plainSpaces = (text: string): string => text.replaceAll(/[\u202f\u2009\u00a0]/g, ' ');

const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : 'ko-KR');

const styles = {
  /** Thu, 3 December 2026 at 19:30 */
  full: {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  },
  day: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
  time: { hour: 'numeric', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export function dateText(
  language: Language,
  atMs: number,
  timeZone: string,
  style: keyof typeof styles = 'full',
): string {
  const formatter = kept(
    `${language} ${style} ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(localeOf(language), {
        ...styles[style],
        // A long month leaves the weekday without its brackets; it looks the same otherwise.
        ...(language === 'ko' && style !== 'time' && { month: 'short' as const }),
        timeZone,
      }),
  );
  return plainSpaces(formatter.format(atMs));
}

/** What people call this zone then, e.g. "South Korea Time" or "대한민국 시간". */
export function zoneText(language: Language, atMs: number, timeZone: string): string {
  const formatter = kept(
    `${language} zone ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(language, {
        timeZone,
        timeZoneName: 'shortGeneric',
        hour: 'numeric',
      }),
  );
  const parts = formatter.formatToParts(atMs);
  return plainSpaces(parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone);
}

/** @param amountMinor in minor units of the currency */
export function moneyText(language: Language, amountMinor: number, currency: string): string {
  const whole = kept(
    `${currency} digits`,
    () => new Intl.NumberFormat('en', { style: 'currency', currency }),
  );
  const digits = whole.resolvedOptions().maximumFractionDigits ?? 0;
  const isWhole = amountMinor % 10 ** digits === 0;
  const fraction = isWhole ? 0 : digits;
  const formatter = kept(
    `${language} ${currency} ${fraction}`,
    () =>
      new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: fraction,
        maximumFractionDigits: fraction,
      }),
  );
  const text = plainSpaces(formatter.format(amountMinor / 10 ** digits));
  // Koreans write the won as a word behind the number.
  return language === 'ko' && currency === 'KRW' ? `${text.replace(/^[₩￦]\s?/, '')}원` : text;
}

/** The text in this language, else in any. */
export function inLanguage(
  texts: Translations | null | undefined,
  language: Language,
): string | undefined {
  if (texts === null || texts === undefined) return undefined;
  return texts[language] ?? texts[language === 'ko' ? 'en' : 'ko'] ?? Object.values(texts)[0];
}
