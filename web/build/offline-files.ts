/**
 * What a device needs in order to show tickets without a network: the files of the app's frame, of the
 * ticket pages and of the texts, by the names that the build gave them; and three plain documents: the
 * shell that starts the app from nothing, and a page per language for all addresses that need a network.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Chunk = {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
};
export type Manifest = Readonly<Record<string, Chunk>>;

const entry = 'src/main/browser.tsx';
const fontFaces = /^src\/ui\/fonts\/[\w-]+\.css$/;
const pages = ['src/pages/tickets/tickets-page.tsx', 'src/pages/tickets/ticket-page.tsx'];

function closureOf(name: string, manifest: Manifest, found = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined || found.has(name)) return found;
  found.add(name);
  for (const next of chunk.imports ?? []) closureOf(next, manifest, found);
  return found;
}

/** Pages come when somebody goes there; whatever else the frame loads later belongs to it. */
const laterOf = (name: string, manifest: Manifest): readonly string[] =>
  (manifest[name]?.dynamicImports ?? []).filter((one) => !one.startsWith('src/pages/'));

/** Addresses of files, in the order of the manifest. Fonts are kept as they are used, not before. */
export function offlineFiles(manifest: Manifest): readonly string[] {
  const names = [entry, ...pages];
  const missing = names.filter((name) => manifest[name] === undefined);
  if (missing.length > 0) throw new Error(`not built: ${missing.join(', ')}`);
  const wanted = new Set<string>();
  for (const name of names) {
    for (const one of closureOf(name, manifest)) {
      wanted.add(one);
      for (const later of laterOf(one, manifest)) closureOf(later, manifest, wanted);
    }
  }
  // Loaded after the first picture, so nothing names them.
  for (const name of Object.keys(manifest)) if (fontFaces.test(name)) wanted.add(name);
  const chunks = [...wanted].flatMap((name) => manifest[name] ?? []);
  const files = [
    ...chunks.map(({ file }) => file),
    ...chunks.flatMap(({ css }) => css ?? []),
    ...chunks.flatMap(({ assets }) => assets ?? []).filter((file) => file.endsWith('.js')),
  ];
  return [...new Set(files.filter((file) => !file.endsWith('.woff2')).map((file) => `/${file}`))];
}

const stylesOf = (manifest: Manifest): string =>
  [...closureOf(entry, manifest)]
    .flatMap((name) => manifest[name]?.css ?? [])
    .map((file) => `<link rel="stylesheet" href="/${file}">`)
    .join('');

const documentOf = (language: string, head: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
  '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">' +
  '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">' +
  `${head}</head><body>${body}</body></html>\n`;

/** Starts the app without anything that a server has rendered: it is as good tomorrow as today. */
export const shellOf = (manifest: Manifest): string =>
  documentOf(
    'ko',
    `<title>Onsale</title>${stylesOf(manifest)}`,
    `<script type="module" src="/${manifest[entry]?.file ?? ''}"></script>`,
  );

export type OfflineTexts = {
  readonly title: string;
  readonly text: string;
  readonly retry: string;
  readonly tickets: string;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A ticket: what is there all the same. */
const drawing =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 8.5V7a1.5 1.5 0 0 1 1.5-1.5h15A1.5 1.5 0 0 1 21' +
  ' 7v1.5a3.5 3.5 0 0 0 0 7V17a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17v-1.5a3.5 3.5 0 0 0 0-7z"/></svg>';

/** Runs no script: the address in the bar is that of the page which could not be had. */
export const offlinePageOf = (manifest: Manifest, language: string, texts: OfflineTexts): string =>
  documentOf(
    language,
    `<title>${escaped(texts.title)} · Onsale</title>${stylesOf(manifest)}` +
      '<link rel="stylesheet" href="/offline.css">',
    `<main class="offline-page">${drawing}<h1>${escaped(texts.title)}</h1>` +
      `<p>${escaped(texts.text)}</p><a href="/tickets">${escaped(texts.tickets)}</a>` +
      `<a href="">${escaped(texts.retry)}</a></main>`,
  );

const languages = ['en', 'ko'] as const;

/** Writes the documents among the browser's files. Answers what the service worker keeps. */
export async function writeOfflineFiles(
  web: string,
  target: string,
  manifestFile: string,
): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
  const client = join(target, 'client');
  await mkdir(client, { recursive: true });
  await writeFile(join(client, 'shell.html'), shellOf(manifest));
  await Promise.all(
    languages.map(async (language) => {
      const url = pathToFileURL(join(web, `src/messages/offline.${language}.ts`)).href;
      const module = (await import(url)) as {
        readonly offlinePage: OfflineTexts;
      };
      const page = offlinePageOf(manifest, language, module.offlinePage);
      await writeFile(join(client, `offline.${language}.html`), page);
    }),
  );
  return offlineFiles(manifest);
}
