/**
 * The web app as the server knows it: a directory of files for browsers, and one module that renders
 * pages. It is loaded by its path when the process starts; nothing of it is imported by name.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type PageRead = { readonly status: number; readonly body: unknown };

export type RenderRequest = {
  /** Absolute. */
  readonly url: string;
  /** Headers that tell which language somebody reads. */
  readonly language: { readonly cookie?: string | undefined; readonly accept?: string | undefined };
  readonly nowMs: number;
  /** Answers a call of the product API by the id of its route. */
  readonly read: (
    routeId: string,
    input: { readonly params?: unknown; readonly query?: unknown },
  ) => Promise<PageRead>;
};

export type Rendered = { readonly status: number; readonly html: string };

export type WebModule = {
  /** Addresses of pages as patterns, e.g. `/events/:eventId`. */
  readonly paths: readonly string[];
  /** Which language these headers and this `?lang=` ask for: what a page depends on, besides its path. */
  languageOf(hints: {
    readonly query?: string | null;
    readonly cookie?: string | undefined;
    readonly accept?: string | undefined;
  }): string;
  /** Parameters of an address that its page depends on, besides `lang`; none when absent. */
  readonly parametersOf?: (pathname: string) => readonly string[];
  render(request: RenderRequest): Promise<Rendered>;
};

export type Web = { readonly directory: string; readonly module: WebModule };

/**
 * The build that `dist/current` names. Undefined when the web app has not been built; rejects when
 * what was built cannot be loaded.
 */
export async function openWeb(dist: string): Promise<Web | undefined> {
  const current = await readFile(join(dist, 'current'), 'utf8').catch(() => undefined);
  if (current === undefined) return undefined;
  const folder = join(dist, current.trim());
  const file = join(folder, 'server/render.js');
  const loaded: unknown = await import(pathToFileURL(file).href);
  return { directory: join(folder, 'client'), module: checked(loaded, file) };
}

function checked(loaded: unknown, file: string): WebModule {
  const { paths, languageOf, render } = loaded as Partial<Record<keyof WebModule, unknown>>;
  const isModule =
    Array.isArray(paths) && typeof languageOf === 'function' && typeof render === 'function';
  if (!isModule) throw new TypeError(`${file} is not a web module of this release`);
  return loaded as WebModule;
}
