/**
 * Dates, money and numbers in words, on pages and in what is written to people. Dates of an event are
 * shown in the event's own zone and say so; what a visitor has to be awake for is shown in theirs.
 * Formatters are expensive to make, so each is made once.
 */

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

/** Releases of ICU differ in their spaces, many fonts have but one; server and browser write the same. */
const plainSpaces = (text: string): string => text.replaceAll(/[\u202f\u2009\u00a0]/g, ' ');

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
  /** Thu, 3 Dec, 19:30 */
  short: { month: 'short', day: 'numeric', weekday: 'short', hour: 'numeric', minute: '2-digit' },
  /** Thu, 3 December 2026 */
  day: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
  time: { hour: 'numeric', minute: '2-digit' },
  /** 19:30:05 */
  seconds: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof styles;

/** @param instant ISO-8601 or milliseconds @param timeZone the browser's own when absent */
export function formatDate(
  language: Language,
  instant: string | number,
  style: DateStyle,
  timeZone?: string,
): string {
  const formatter = kept(
    `${language} ${style} ${timeZone ?? ''}`,
    () =>
      new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
        ...styles[style],
        // A long month leaves the weekday without its brackets; it looks the same otherwise.
        ...(language === 'ko' &&
          style !== 'time' &&
          style !== 'seconds' && { month: 'short' as const }),
        // 09:30, not 9:30: hours of a day stand under each other.
        ...(language === 'en' && style !== 'day' && { hour: '2-digit' as const }),
        ...(timeZone !== undefined && { timeZone }),
      }),
  );
  return plainSpaces(formatter.format(new Date(instant)));
}

/** What people call this zone, e.g. "South Korea Time" or "대한민국 시간". */
export function zoneName(language: Language, instant: string | number, timeZone: string): string {
  const formatter = kept(
    `${language} zone ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(language, {
        timeZone,
        timeZoneName: 'shortGeneric',
        hour: 'numeric',
      }),
  );
  const part = formatter
    .formatToParts(new Date(instant))
    .find(({ type }) => type === 'timeZoneName');
  return plainSpaces(part?.value ?? timeZone);
}

/** How many digits this currency's minor unit has: 0 for KRW, 2 for EUR. */
export function minorDigits(currency: string): number {
  const formatter = kept(
    `digits ${currency}`,
    () => new Intl.NumberFormat('en', { style: 'currency', currency }),
  );
  return formatter.resolvedOptions().maximumFractionDigits ?? 0;
}

/** @param amountMinor in minor units of the currency */
export function formatMoney(language: Language, amountMinor: number, currency: string): string {
  if (currency === 'KRW' && Number.isSafeInteger(amountMinor))
    return wonText(language, amountMinor);
  const digits = minorDigits(currency);
  const isWhole = amountMinor % 10 ** digits === 0;
  const formatter = kept(`${language} ${currency} ${isWhole}`, () => {
    const fraction = isWhole ? 0 : digits;
    return new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
    });
  });
  return plainSpaces(formatter.format(amountMinor / 10 ** digits));
}

/** Koreans write the won as a word behind the number. */
function wonText(language: Language, amount: number): string {
  const sign = amount < 0 ? '-' : '';
  const number = grouped(Math.abs(amount));
  return language === 'ko' ? `${sign}${number}원` : `${sign}₩${number}`;
}

/**
 * Whole numbers look the same in both languages and are written by hand: the first formatter of numbers
 * takes a phone up to a tenth of a second.
 */
export const formatNumber = (language: Language, value: number): string =>
  Number.isSafeInteger(value)
    ? grouped(value)
    : kept(`${language} number`, () => new Intl.NumberFormat(language)).format(value);

const grouped = (whole: number): string => String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
