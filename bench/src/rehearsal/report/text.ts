/** Text and numbers as they are put into the report. */

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

/** A number stays on one line with its unit. */
export const together = (html: string): string =>
  html.replaceAll(/(\d) (s|ms|min|%|a second)\b/g, '$1&nbsp;$2');

/** A few significant digits, for axes and tables. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000_000) return `${trim(value / 1_000_000)}M`;
  if (size >= 10_000) return `${trim(value / 1_000)}k`;
  return size >= 100 ? whole(value) : trim(value);
}

const trim = (value: number): string => String(Math.round(value * 100) / 100);

export const milliseconds = (ms: number): string =>
  ms >= 10_000
    ? `${(ms / 1_000).toFixed(1)} s`
    : `${ms >= 100 ? Math.round(ms) : ms.toFixed(1)} ms`;

/** Seconds after the opening: `-0:30`, `2:05`. */
export function clock(seconds: number): string {
  const size = Math.abs(Math.round(seconds));
  const text = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`;
  return seconds < 0 ? `−${text}` : text;
}
