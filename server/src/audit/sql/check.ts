/**
 * What a check is: a sentence that is true of a sound database, and the SELECT that answers the ids of
 * whatever breaks it. `countOf` bounds what comes back, however broken a database is.
 */
import { sql, type Statement } from '../../lib/db.ts';

/** A `warning` asks for a look; a `violation` means that the data is wrong. */
export type Severity = 'violation' | 'warning';

/** What a check compares ages with, in ms. */
export type AuditLimits = {
  /** How long outbox rows are kept: what is older may be gone. */
  readonly outboxRetentionMs: number;
  /** How long ended holds are kept. */
  readonly finishedHoldsRetentionMs: number;
  /** A hold this long past its end should have been swept. */
  readonly sweepLateMs: number;
  /** An outbox row this old should have been stamped. */
  readonly relayLateMs: number;
};

export type Check = {
  /** Kebab-case, stable: scripts and runbooks refer to it. */
  readonly id: string;
  readonly statement: string;
  readonly severity: Severity;
  /** Answers one row per violation: ids only, never personal data. May begin with WITH. */
  readonly violating: string;
  /** Bound as $1, $2, ... */
  readonly parameters?: readonly (keyof AuditLimits)[];
};

/** One row: how many violations there are, and the first of them as JSON. */
export type CheckDbRow = { violations: number; examples: Readonly<Record<string, unknown>>[] };

const EXAMPLES_MAX = 20;

export const countOf = (check: Check): Statement<CheckDbRow> =>
  sql(
    `audit_${check.id.replaceAll('-', '_')}`,
    `WITH violating AS MATERIALIZED (${check.violating})
     SELECT (SELECT count(*) FROM violating)::int AS violations,
            coalesce((SELECT json_agg(v) FROM (SELECT * FROM violating LIMIT ${EXAMPLES_MAX}) v), '[]')
              AS examples`,
  );

/** A buyer's name for operators who know it already: the name itself is personal data. */
export const buyerHash = (column: string): string =>
  `left(encode(sha256(convert_to(${column}, 'UTF8')), 'hex'), 16) AS "buyerSha256"`;
