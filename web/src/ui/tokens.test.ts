/**
 * The tokens keep their promise in every theme: ink on its grounds is readable (WCAG AA, and AAA
 * where more contrast is asked for), and what a device chooses looks like what a visitor chooses.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Colours = ReadonlyMap<string, string>;

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const coloursIn = (text: string): Colours =>
  new Map(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [
      name,
      hex,
    ]),
  );

/** `themes.css` names each of its blocks in the comment before it. */
const blocks = new Map(
  read('themes.css')
    .split(/\n {2}\/\* /)
    .map((block) => [block.slice(0, block.indexOf(' */')), coloursIn(block)]),
);
const block = (name: string): Colours => {
  const colours = blocks.get(name);
  if (colours === undefined) throw new Error(`themes.css has no block "${name}"`);
  return colours;
};

const light = coloursIn(read('tokens.css'));
const dark: Colours = new Map([...light, ...block('dark')]);
const themes = {
  light: { colours: light, text: 4.5, edge: 3 },
  dark: { colours: dark, text: 4.5, edge: 3 },
  'more contrast': {
    colours: new Map([...light, ...block('more contrast')]),
    text: 7,
    edge: 4.5,
  },
  'more contrast, dark': {
    colours: new Map([...dark, ...block('more contrast, dark')]),
    text: 7,
    edge: 4.5,
  },
};

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
const meanings = ['positive', 'warning', 'danger'];
const texts: readonly (readonly [string, string])[] = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...meanings.flatMap((ink) => [[ink, `${ink}-soft`] as const, ['ink', `${ink}-soft`] as const]),
  ['accent-ink', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-inverse', 'inverse'],
];
/** Edges of fields and the mark of the focus only have to be seen. */
const edges = grounds.flatMap((ground) => [
  ['line-strong', ground] as const,
  ['focus', ground] as const,
]);

describe.each(Object.entries(themes))('in %s', (_name, { colours, text, edge }) => {
  const measure = (a: string, b: string): number =>
    contrast(colours.get(a) ?? '', colours.get(b) ?? '');

  it.each(texts)('%s on %s can be read', (ink, ground) => {
    expect(measure(ink, ground)).toBeGreaterThanOrEqual(text);
  });

  it.each(edges)('%s on %s can be seen', (ink, ground) => {
    expect(measure(ink, ground)).toBeGreaterThanOrEqual(edge);
  });

  it('knows every colour by its name', () => {
    expect([...colours.keys()].toSorted()).toEqual([...light.keys()].toSorted());
  });
});

it.each(['dark', 'more contrast, dark'])('%s is the same when it was chosen', (name) => {
  expect(Object.fromEntries(block(`${name}, chosen`))).toEqual(Object.fromEntries(block(name)));
});
