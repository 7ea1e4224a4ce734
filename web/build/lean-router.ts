/**
 * A Vite plugin for the browser's build: two parts of react-router stay at home that only its framework
 * mode uses, prefetching of pages from `<Link>` and measuring of navigations. Every link would carry
 * state and effects for the first, and every visitor some kilobytes for both. Their places are taken
 * by what they do without framework mode. A release that has moved them does not build.
 */
import type { Plugin } from 'vite';

const library = /\/react-router\/dist\/production\/lib\//;

const nothing = (...names: readonly string[]): string =>
  names.map((name) => `export const ${name} = undefined;`).join('');

const standIns: Readonly<Record<string, string>> = {
  'dom/ssr/components.js': `
    import { createContext } from 'react';
    export const FrameworkContext = createContext(undefined);
    const never = [false, null, {}];
    export const usePrefetchBehavior = () => never;
    export const PrefetchPageLinks = () => null;
    export const mergeRefs = (ref) => ref;
    ${nothing('CRITICAL_CSS_DATA_ATTRIBUTE', 'Links', 'Meta', 'Scripts')}
    ${nothing('setIsHydrated', 'useFrameworkContext')}`,
  'router/instrumentation.js': `
    export const consumeInstrumentationClientResultMetaReceiver = () => undefined;
    export const getRouteInstrumentationUpdates = () => ({});
    export const instrumentClientSideRouter = (router) => router;
    ${nothing('instrumentHandler', 'instrumentationResultMetaContext')}`,
};

export function leanRouter(): Plugin {
  const replaced = new Set<string>();
  return {
    name: 'onsale:lean-router',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && isSsrBuild !== true,
    load(id) {
      const [, file = ''] = id.split(library);
      const code = standIns[file];
      if (code === undefined) return undefined;
      replaced.add(file);
      return { code, moduleSideEffects: false };
    },
    buildEnd(error) {
      const isApp = [...this.getModuleIds()].some((id) => library.test(id));
      const missing = Object.keys(standIns).filter((file) => !replaced.has(file));
      if (error === undefined && isApp && missing.length > 0) {
        this.error(`react-router has no ${missing.join(', ')} any more`);
      }
    },
  };
}
