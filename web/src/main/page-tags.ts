/**
 * The files a page needs, from the manifest of the build: styles of the app and of the matched pages,
 * so that nothing is shown unstyled; their modules early, so that none waits for another.
 */
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

export function headTags(routes: readonly Matched[]): string {
  const chunks = new Map<string, Chunk>();
  for (const name of [entry, ...routes.flatMap(moduleOf)]) withImports(name, chunks);
  const styles = [...new Set([...chunks.values()].flatMap(({ css }) => css ?? []))];
  const modules = [...chunks].filter(([name]) => name !== entry).map(([, { file }]) => file);
  return [
    ...styles.map((file) => `<link rel="stylesheet" href="/${file}">`),
    ...modules.map((file) => `<link rel="modulepreload" href="/${file}">`),
  ].join('');
}

export const bodyTags = (): string =>
  `<script type="module" src="/${manifest[entry]?.file ?? entry}"></script>`;
