/**
 * What every part of the app may use: the API, the cache of its answers, the server's time. One set
 * per page in the browser and one per answer on the server; never a module-level singleton.
 */
import type { QueryClient } from '@tanstack/react-query';
import { createContext, use, useSyncExternalStore } from 'react';
import { createContext as createRouterContext } from 'react-router';
import type { Api } from '../api/client.ts';
import type { Written } from '../language/written.ts';
import type { NowStore } from '../lib/now-store.ts';
import type { ServerClock } from '../lib/server-clock.ts';
import { chosenZone } from '../session/zone.ts';

export type AppServices = {
  readonly api: Api;
  readonly queries: QueryClient;
  readonly clock: ServerClock;
  readonly now: NowStore;
  /** What the server has written of the page: dates, prices and numbers. */
  readonly written: Written;
  /** The server renders the page first; what the browser does then has to be the same. */
  readonly isServed: boolean;
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

/**
 * What follows from the server's time, as plain data: the component renders anew when that changes, not
 * with every second.
 */
export function useAsOfNow<Value>(of: (nowMs: number) => Value): Value {
  const { now } = useApp();
  // As text: the same as long as nothing changes.
  const text = useSyncExternalStore(
    now.subscribe,
    () => JSON.stringify(of(now.nowMs())),
    () => JSON.stringify(of(now.renderedAtMs())),
  );
  return JSON.parse(text) as Value;
}

/** Whether this moment of the server's time is over; the component renders anew when it comes. */
export const useHasCome = (instantMs: number): boolean => useAsOfNow((nowMs) => nowMs >= instantMs);

/**
 * For all of the page at once, so that what only browsers know can be rendered in slices: a phone's
 * processor needs a while for it.
 */
export const IsBrowserContext = createContext(false);

/** False on the server and for the first rendering in the browser, which has to be the same. */
export const useIsBrowser = (): boolean => use(IsBrowserContext);

/** The zone that the account prefers, else the device's; undefined until it is known. */
export const useVisitorZone = (): string | undefined =>
  useIsBrowser() ? (chosenZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone) : undefined;
