/**
 * What every part of the app may use: the API, the cache of its answers, the server's time. One set
 * per page in the browser and one per answer on the server; never a module-level singleton.
 */
import type { QueryClient } from '@tanstack/react-query';
import { createContext, use, useSyncExternalStore } from 'react';
import { createContext as createRouterContext } from 'react-router';
import type { Api } from '../api/client.ts';
import type { NowStore } from '../lib/now-store.ts';
import type { ServerClock } from '../lib/server-clock.ts';
import { chosenZone } from '../session/zone.ts';

export type AppServices = {
  readonly api: Api;
  readonly queries: QueryClient;
  readonly clock: ServerClock;
  readonly now: NowStore;
  /** `https://tickets.example.org`, for addresses that others will read. */
  readonly origin: string;
};

/** For loaders: `context.get(appServices)`. */
export const appServices = createRouterContext<AppServices>();

export const AppServicesContext = createContext<AppServices | undefined>(undefined);

export function useApp(): AppServices {
  const services = use(AppServicesContext);
  if (services === undefined) throw new Error('useApp needs AppServicesContext');
  return services;
}

export const useApi = (): Api => useApp().api;

/** Milliseconds of the server's time; the component renders anew every second. */
export function useNow(): number {
  const { now } = useApp();
  return useSyncExternalStore(now.subscribe, now.nowMs, now.renderedAtMs);
}

/** Whether this moment of the server's time is over; the component renders anew when it comes. */
export function useHasCome(instantMs: number): boolean {
  const { now } = useApp();
  return useSyncExternalStore(
    now.subscribe,
    () => now.nowMs() >= instantMs,
    () => now.renderedAtMs() >= instantMs,
  );
}

const never = (): (() => void) => () => {};

/** False on the server and for the first rendering in the browser, which has to be the same. */
export const useIsBrowser = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** The zone that the account prefers, else the device's; undefined until it is known. */
export const useVisitorZone = (): string | undefined =>
  useSyncExternalStore(
    never,
    () => chosenZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => undefined,
  );
