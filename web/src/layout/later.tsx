/**
 * A part of a page that most visitors never see: it is not there when the page appears, takes no part
 * in its first rendering, and is loaded when `wanted` says so. Where it cannot be had it stays away.
 */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { useIsBrowser } from '../main/app-services.ts';

type LaterOptions = {
  readonly load: () => Promise<ComponentType>;
  /** Asked in the browser, at every rendering. */
  readonly wanted: () => boolean;
};

const Nothing = (): ReactNode => null;

export function later({ load, wanted }: LaterOptions): ComponentType {
  const Part = lazy(async () => ({ default: await load().catch(() => Nothing) }));
  return function Later(): ReactNode {
    if (!useIsBrowser() || !wanted()) return null;
    return (
      <Suspense fallback={null}>
        <Part />
      </Suspense>
    );
  };
}
