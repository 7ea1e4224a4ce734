/** The address of a call: path template and values become a path with a query. */
import type { RouteSpec } from '@onsale/contract/route.ts';

type Values = Readonly<Record<string, unknown>>;

/** Throws when a value of the path is missing: that is a bug, and no request should be made of it. */
export function addressOf(
  spec: Pick<RouteSpec, 'path'>,
  params: Values = {},
  query: Values = {},
): string {
  const path = spec.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const value = params[name];
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new TypeError(`${spec.path} needs ${name}`);
    }
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    // Schemas of queries know text, numbers and flags.
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}
