/**
 * A Vite plugin: the contract's route tables as a browser needs them. A call is made of a method and
 * a path, and the server's renderer asks by id; schemas, examples and documentation stay at home, and
 * so does everything that they import. `productApi.readEvent` becomes those three right where it
 * stands, so a page carries the routes that it calls and no others. The types are the contract's.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const contract = join(import.meta.dirname, '../../contract/src');
/** `product-api.ts` only joins the others. */
const tables = /\/contract\/src\/product-(?!api\.ts)[\w-]+\.ts$/;
const uses = /\b(?:productApi|\w+Routes)\.(\w+)\b/g;

type Slim = { readonly id: string; readonly method: string; readonly path: string };
type Exports = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Exports =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRoute = (value: unknown): value is Slim =>
  isRecord(value) && [value['id'], value['method'], value['path']].every(Boolean);

const slimRoute = ({ id, method, path }: Slim): Slim => ({ id, method, path });

const load = async (path: string): Promise<Exports> =>
  (await import(pathToFileURL(path).href)) as Exports;

/** Throws for what a table cannot hold: leaving it out would break a page in the browser only. */
export function slim(name: string, exported: unknown): unknown {
  if (typeof exported === 'function') throw new TypeError(`${name} is a function, not a table`);
  if (!isRecord(exported)) return exported;
  // A schema. Browsers trust the answers of their server.
  if ('~kind' in exported) return {};
  const entries = Object.entries(exported).map(([key, value]) => [
    key,
    isRoute(value) ? slimRoute(value) : value,
  ]);
  return Object.fromEntries(entries);
}

/** Every route of the product API by the name that pages use. */
async function routesByName(): Promise<ReadonlyMap<string, Slim>> {
  const { productApi } = await load(join(contract, 'product-api.ts'));
  const entries = Object.entries(isRecord(productApi) ? productApi : {});
  return new Map(entries.flatMap(([name, value]) => (isRoute(value) ? [[name, value]] : [])));
}

/** Code with each use of a known route replaced by what is needed of it. */
export const inlined = (code: string, routes: ReadonlyMap<string, Slim>): string =>
  code.replaceAll(uses, (use, name: string) => {
    const route = routes.get(name);
    return route === undefined ? use : `(${JSON.stringify(slimRoute(route))})`;
  });

export function slimRoutes(): Plugin {
  let routes: ReadonlyMap<string, Slim> = new Map();
  return {
    name: 'onsale:slim-routes',
    async buildStart() {
      routes = await routesByName();
    },
    async load(id) {
      if (!tables.test(id)) return undefined;
      this.addWatchFile(id);
      const lines = Object.entries(await load(id)).map(
        ([name, value]) => `export const ${name} = ${JSON.stringify(slim(name, value))};`,
      );
      return { code: lines.join('\n'), moduleSideEffects: false };
    },
    transform(code, id) {
      if (id.endsWith('/contract/src/product-api.ts')) return { code, moduleSideEffects: false };
      if (!id.includes('/web/src/') || !code.includes('@onsale/contract/product-')) {
        return undefined;
      }
      return { code: inlined(code, routes), map: null };
    },
  };
}
