/**
 * The files a page needs, from the manifest of the build: styles of the app and of the matched pages,
 * so that nothing is shown unstyled; their modules and texts early, so that none waits for another.
 */
import type { Language } from '../language/language.ts';
import { textPartsOf } from './page-texts.ts';

type Chunk = {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
};
type Manifest = Readonly<Record<string, Chunk>>;

/** Put in by the build, once it knows the names of the browser's files. */
declare const WEB_MANIFEST: Manifest;

const manifest: Manifest = typeof WEB_MANIFEST === 'undefined' ? {} : WEB_MANIFEST;
const entry = 'src/main/browser.tsx';
/** The commonest slice: all of Latin, and a little Korean. */
const font = 'src/ui/fonts/PretendardVariable.subset.91.woff2';

/** A chunk and all that it imports, each once, dependencies first. */
function withImports(name: string, seen = new Map<string, Chunk>()): ReadonlyMap<string, Chunk> {
  const chunk = manifest[name];
  if (chunk === undefined || seen.has(name)) return seen;
  seen.set(name, chunk);
  for (const needed of chunk.imports ?? []) withImports(needed, seen);
  return seen;
}

type Matched = { readonly handle?: unknown };

const moduleOf = ({ handle }: Matched): readonly string[] => {
  const module: unknown = (handle as { readonly module?: unknown } | undefined)?.module;
  return typeof module === 'string' ? [module] : [];
};

/** Has the server sent more than a frame? */
const isRendered = (routes: readonly Matched[]): boolean =>
  routes.some((route) => moduleOf(route).length > 0);

const inAttribute = (url: string): string => url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

export type HeadTagsOptions = {
  readonly language: Language;
  /** Those that match the address. */
  readonly routes: readonly Matched[];
  /** Addresses of the API that the page is going to read. */
  readonly early: readonly string[];
};

export function headTags({ language, routes, early }: HeadTagsOptions): string {
  const chunks = new Map<string, Chunk>();
  const texts = textPartsOf(routes).map((part) => `src/messages/${part}.${language}.ts`);
  for (const name of [entry, ...routes.flatMap(moduleOf), ...texts]) withImports(name, chunks);
  const styles = [...new Set([...chunks.values()].flatMap(({ css }) => css ?? []))];
  const modules = [...chunks].filter(([name]) => name !== entry).map(([, { file }]) => file);
  const letters = manifest[font]?.file;
  // What the server has rendered can be read without scripts: styles and letters come before them.
  const priority = isRendered(routes) ? ' fetchpriority="low"' : '';
  return [
    ...styles.map((file) => `<link rel="stylesheet" href="/${file}">`),
    ...(letters === undefined
      ? []
      : [`<link rel="preload" href="/${letters}" as="font" type="font/woff2" crossorigin>`]),
    ...early.map(
      (url) => `<link rel="preload"${priority} href="${inAttribute(url)}" as="fetch" crossorigin>`,
    ),
    ...modules.map((file) => `<link rel="modulepreload"${priority} href="/${file}">`),
  ].join('');
}

export const bodyTags = (): string =>
  `<script type="module" src="/${manifest[entry]?.file ?? entry}"></script>`;
