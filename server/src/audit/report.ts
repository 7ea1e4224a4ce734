/** What an audit found, as data: the table and the JSON are made of it. */
import type { Severity } from './sql/check.ts';

export type { AuditLimits, Severity } from './sql/check.ts';

export type CheckResult = {
  /** Kebab-case and stable. */
  readonly id: string;
  readonly statement: string;
  readonly severity: Severity;
  /** How many rows break the statement; 0 is sound. */
  readonly violations: number;
  /** The first of them (at most 20): ids, never personal data. */
  readonly examples: readonly Readonly<Record<string, unknown>>[];
};

export type AuditedDatabase = {
  /** Of PostgreSQL. */
  readonly version: string;
  readonly name: string;
  /** Where it was reached: without the password. */
  readonly address: string;
  readonly schemaVersion: number;
  readonly events: number;
  readonly reservations: number;
  readonly seats: number;
  readonly outboxRows: number;
  /** Orders with something under way; none once the sale is quiet. */
  readonly ordersInFlight: number;
};

export type AuditReport = {
  /** ISO 8601, UTC, by the database's clock: the moment of the snapshot. */
  readonly at: string;
  readonly database: AuditedDatabase;
  readonly checks: readonly CheckResult[];
  readonly tookMs: number;
  /** No check of severity `violation` found anything. Warnings leave it true. */
  readonly ok: boolean;
};

export const isSound = (results: readonly CheckResult[]): boolean =>
  results.every((result) => result.severity !== 'violation' || result.violations === 0);
