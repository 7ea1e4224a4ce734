/** The tokens keep their promise: ink on its grounds is readable (WCAG AA), in light and dark. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const darkFrom = css.indexOf('@media (prefers-color-scheme: dark)');
const coloursIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [
      name,
      hex,
    ]),
  );

const light = coloursIn(css.slice(0, darkFrom));
const themes = { light, dark: new Map([...light, ...coloursIn(css.slice(darkFrom))]) };

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const inks = ['ink', 'ink-soft', 'ink-faint', 'accent-ink', 'positive', 'warning', 'danger'];
const grounds = ['paper', 'surface', 'sunken', 'overlay'];
const pairs: readonly (readonly [string, string, number])[] = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground, 4.5] as const)),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['accent-ink', 'accent-soft', 4.5],
  ['positive', 'positive-soft', 4.5],
  ['warning', 'warning-soft', 4.5],
  ['danger', 'danger-soft', 4.5],
  // Edges of fields and the mark of the focus only have to be seen.
  ...grounds.flatMap((ground) => [
    ['line-strong', ground, 3] as const,
    ['focus', ground, 3] as const,
  ]),
];

describe.each(Object.entries(themes))('in %s', (_name, colours) => {
  it.each(pairs)('%s on %s', (ink, ground, least) => {
    expect(contrast(colours.get(ink) ?? '', colours.get(ground) ?? '')).toBeGreaterThanOrEqual(
      least,
    );
  });
});
