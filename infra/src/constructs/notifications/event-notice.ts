/** An event of AWS that somebody is told of: what matches, how it is said, which tier hears it. */
import type { AlertTier } from '../../config/monitoring-config.ts';

/** How EventBridge matches a field: words, or the beginning of one, or `*` within one. */
export type Matcher = string | { readonly prefix: string } | { readonly wildcard: string };

export type Pattern = {
  readonly [field: string]: readonly Matcher[] | Pattern;
};

export type EventNotice = {
  /** The last part of the rule's name. */
  readonly name: string;
  readonly tier: AlertTier;
  readonly summary: string;
  readonly pattern: Pattern;
  /** The heading in `docs/infrastructure/runbooks.md`, as its anchor. */
  readonly runbook: string;
};
