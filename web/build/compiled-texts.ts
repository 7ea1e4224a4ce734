/**
 * A Vite plugin for builds: texts are parsed here, once, instead of in every browser, which then needs
 * a formatter of one kilobyte instead of a parser of ten; and they are divided into those that come
 * with every page and those that come with other pages. While developing they stay as they are.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';
import { divide, firstUses, type Tree } from './first-texts.ts';

const web = join(import.meta.dirname, '..');
/** Ours, around the one of the library that takes texts in this form. */
const formatter = join(web, 'src/messages/format-message.ts');
const divided = /\/web\/src\/messages\/(first|rest)\.(?:en|ko)\.ts$/;
/** Texts that travel with a part of the app. */
const own = /\/web\/src\/(?!messages\/)[\w/-]+\/messages\.(?:en|ko)\.ts$/;

/** The same tree with texts in the form that `icu-minify` formats; plain ones stay plain. */
export const compiled = (tree: Tree): object =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? compile(value) : compiled(value),
    ]),
  );

const load = async (id: string): Promise<Readonly<Record<string, Tree>>> =>
  (await import(pathToFileURL(id).href)) as Readonly<Record<string, Tree>>;

const code = (exported: Readonly<Record<string, Tree>>): string =>
  Object.entries(exported)
    .map(([name, tree]) => `export const ${name} = ${JSON.stringify(compiled(tree))};`)
    .join('\n');

export const compiledTexts = (): Plugin => ({
  name: 'onsale:compiled-texts',
  apply: 'build',
  config: () => ({
    resolve: {
      alias: [{ find: /^use-intl\/format-message$/, replacement: formatter }],
    },
  }),
  async load(id) {
    if (own.test(id)) return code(await load(id));
    const part = divided.exec(id)?.[1];
    if (part !== 'first' && part !== 'rest') return undefined;
    const { texts = {} } = await load(id);
    const uses = firstUses(web, new Set(Object.keys(texts)));
    return code({ texts: divide(texts, uses)[part] });
  },
});
