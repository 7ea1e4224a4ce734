/** Which texts a page needs, and how they come with it when somebody goes there. */
import type { RouteObject } from 'react-router';
import type { RouteHandle } from '../layout/root-layout.tsx';
import type { TextPart, TextStore } from '../messages/text-store.ts';

type WithHandle = { readonly handle?: unknown };

/** Of the routes that match an address, the outermost first. */
export function textPartsOf(routes: readonly WithHandle[]): readonly TextPart[] {
  const handle = routes.at(-1)?.handle as RouteHandle | undefined;
  return handle?.texts === 'first' ? ['first'] : ['first', 'rest'];
}

export async function needTexts(routes: readonly WithHandle[], texts: TextStore): Promise<void> {
  await Promise.all(textPartsOf(routes).map((part) => texts.need(part)));
}

/** From now on, whoever loads a page of these routes gets its texts with it. */
export function bringTexts(routes: readonly RouteObject[], texts: TextStore): void {
  for (const route of routes) {
    const { lazy } = route;
    if (typeof lazy === 'function') {
      route.lazy = async () => (await Promise.all([lazy(), needTexts([route], texts)]))[0];
    }
    bringTexts(route.children ?? [], texts);
  }
}
