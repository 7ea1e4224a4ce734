/**
 * Finds out which texts the first pages use, so that nobody has to keep a list: the areas and keys
 * named in their modules and in all that those import. `routes.tsx` says which pages come with these
 * texts alone (`texts: 'first'`). An area that is only used by whole keys, as `t('queue.enter')`,
 * comes with those keys; a key that is put together brings its area.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Tree = { readonly [key: string]: string | Tree };

/** What looking around may be refused with: codes are put together, and most cannot come up here. */
const firstErrors: readonly string[] = [
  'network',
  'timed_out',
  'unreadable',
  'event_not_found',
  'not_found',
  'invalid_request',
  'rate_limited',
  'busy',
  'unavailable',
  'timeout',
  'internal',
];

/** Of an area, `all` or the keys in use. */
export type Uses = ReadonlyMap<string, 'all' | ReadonlySet<string>>;

const importing = /(?:\bfrom|\bimport\()\s*'(\.[^']+\.tsx?)'/g;
const typesOnly = /^(?:import|export) type [^;]*;/gm;
const firstPage = /module: '(src\/pages\/[^']+)'[^}]*texts: 'first'/g;

/** Modules that are there when a first page is shown, also those that come a moment later. */
export function firstModules(web: string): ReadonlySet<string> {
  const routes = join(web, 'src/routes.tsx');
  const found = new Set<string>();
  const add = (path: string): void => {
    if (found.has(path) || path.includes('/src/messages/') || !existsSync(path)) return;
    found.add(path);
    const text = readFileSync(path, 'utf8').replaceAll(typesOnly, '');
    for (const [all, target = ''] of text.matchAll(importing)) {
      // The pages that the table of routes may load are not there yet.
      if (path === routes && all.startsWith('import(')) continue;
      add(join(dirname(path), target));
    }
  };
  add(join(web, 'src/main/browser.tsx'));
  const pages = readFileSync(routes, 'utf8').matchAll(firstPage);
  for (const [, page = ''] of pages) add(join(web, page));
  return found;
}

type Found = Map<string, 'all' | Set<string>>;

/** Adds what one module uses. */
export function addUses(text: string, areas: ReadonlySet<string>, uses: Found): void {
  const add = (area: string, key: string | undefined): void => {
    const known = uses.get(area);
    if (!areas.has(area) || known === 'all') return;
    uses.set(area, key === undefined ? 'all' : (known ?? new Set<string>()).add(key));
  };
  for (const [, name = '', area = '', nested] of text.matchAll(translator)) {
    const keys = nested === undefined ? keysOf(text, name) : [nested];
    if (keys === undefined) add(area, undefined);
    for (const key of keys ?? []) add(area, key);
  }
  for (const [, area = '', key = ''] of text.matchAll(/['"`](\w+)\.(\w+|\$\{)/g)) {
    add(area, key === '${' ? undefined : key);
  }
}

const translator = /(\w+) = useTranslations\(\s*'(\w+)(?:\.(\w+))?/g;

/** The keys that a translator is asked for; undefined where they cannot be told from the text. */
function keysOf(text: string, name: string): readonly string[] | undefined {
  const uses = [
    ...text.matchAll(new RegExp(`(?<![\\w.'-])${name}\\b(?!['-])(?! = use)(?=(.{0,80}))`, 'gs')),
  ];
  const keys = uses.map(([, after = '']) => /^\(\s*'(\w+)/.exec(after)?.[1]);
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

export function firstUses(web: string, areas: ReadonlySet<string>): Uses {
  const uses: Found = new Map();
  for (const path of firstModules(web)) addUses(readFileSync(path, 'utf8'), areas, uses);
  return uses.set('errors', new Set(firstErrors));
}

/** Divides texts: `first` has what is used, `rest` every area that is not all in it. */
export function divide(texts: Tree, uses: Uses): { readonly first: Tree; readonly rest: Tree } {
  const entries = Object.entries(texts);
  const first = entries.flatMap(([area, tree]) => {
    const used = uses.get(area);
    if (used === undefined) return [];
    if (used === 'all' || typeof tree === 'string') return [[area, tree] as const];
    const keys = Object.entries(tree).filter(([key]) => used.has(key));
    return [[area, Object.fromEntries(keys)] as const];
  });
  const rest = entries.filter(([area]) => uses.get(area) !== 'all');
  return { first: Object.fromEntries(first), rest: Object.fromEntries(rest) };
}
