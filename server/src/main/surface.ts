/** What a role answers besides health checks. */
import type { Config } from '../config/config.ts';

export type Surface = {
  /** The API, accounts, webhooks and pages. */
  readonly product: boolean;
  /** The live channel. An api node has it as well, so that it works alone. */
  readonly live: boolean;
  /** Whether somebody sends it requests that have to be led elsewhere before it ends. */
  readonly balanced: boolean;
  /** Relay, expiry, tickets, orders, clean-up. */
  readonly works: boolean;
};

const surfaces = {
  all: { product: true, live: true, balanced: true, works: true },
  api: { product: true, live: true, balanced: true, works: false },
  realtime: { product: false, live: true, balanced: true, works: false },
  worker: { product: false, live: false, balanced: false, works: true },
} as const satisfies Readonly<Record<Config['role'], Surface>>;

export const surfaceOf = ({ role }: Pick<Config, 'role'>): Surface => surfaces[role];
