/**
 * How the browser's modules are put into files. Left alone, every set of modules that some pages share
 * becomes a file, dozens of them, most of a few hundred bytes. Here: `vendor` (libraries, which change
 * seldom), `app` (the frame, in every page), `show` (what the first pages share), `room` (what one of
 * them shares with waiting rooms), `buy` (what the pages of a purchase share); the rest is their own.
 */
import { join } from 'node:path';

type Info = { readonly importedIds: readonly string[] };
type Context = { getModuleInfo(id: string): Info | null };
type Group = { readonly name: (id: string, context: Context) => string | null };

const src = join(import.meta.dirname, '../src');
const entry = `${src}/main/browser.tsx`;
const pagesOf = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `${src}/pages/${name}.tsx`);
const first = pagesOf('home/home-page', 'event/event-page', 'search/search-page');
const room = pagesOf('queue/queue-page');
const buying = [
  ...room,
  ...pagesOf('seats/seats-page', 'checkout/checkout-page', 'order/order-page'),
];

/** Parts of libraries that only later pages use, though the libraries name them at once. */
const later = /\/(?:mutationObserver|useMutation|queriesObserver|useQueries)\.js$/;

/** A module and all that it imports, at once or through others; not what it may load later. */
function closureOf(id: string, context: Context, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(id)) return found;
  found.add(id);
  // Whoever names the routes has them where they stand (`slim-routes.ts`), and not their tables.
  if (id.endsWith('/contract/src/product-api.ts')) return found;
  for (const next of context.getModuleInfo(id)?.importedIds ?? []) closureOf(next, context, found);
  return found;
}

/** Modules may still come while groups are asked for: what is known is kept per graph. */
const kept = new WeakMap<object, (id: string) => string | null>();

function grouping(context: Context): (id: string) => string | null {
  const app = closureOf(entry, context);
  const count = (pages: readonly string[]) => {
    const closures = pages.map((page) => closureOf(page, context));
    return (id: string): number => closures.filter((closure) => closure.has(id)).length;
  };
  const inFirst = count(first);
  const inRoom = count(room);
  const inBuying = count(buying);
  return (id) => {
    // It waits for the first page, whose file imports `app`: in one file they would wait for each other.
    if (id === entry) return null;
    if (later.test(id)) return null;
    if (app.has(id)) return id.includes('/node_modules/') ? 'vendor' : 'app';
    if (inFirst(id) > 1) return 'show';
    // The first pages never load a file for what others share.
    if (inFirst(id) === 1) return inRoom(id) > 0 ? 'room' : null;
    return inBuying(id) > 1 ? 'buy' : null;
  };
}

const group: Group = {
  name(id, context) {
    let named = kept.get(context);
    if (named === undefined) kept.set(context, (named = grouping(context)));
    return named(id);
  },
};

export const chunks = { groups: [group], includeDependenciesRecursively: false };
