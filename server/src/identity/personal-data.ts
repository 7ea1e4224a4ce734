/**
 * What a module keeps about a person: how it is handed out, and how it is forgotten. Every module that
 * keeps something has one; main puts them together (`main/personal-data.ts`).
 */
import type { Queryable, Tx } from '../lib/db.ts';

export type PersonalData = {
  /** The name of its part in the file that somebody downloads. */
  readonly name: string;
  /** Everything, as JSON, without what must stay secret (codes of tickets, tokens); bounded. */
  exportOf(db: Queryable, personId: string): Promise<unknown>;
  /** True while something is under way that has to end first: a payment. */
  isBusy?(db: Queryable, personId: string): Promise<boolean>;
  /** Tickets for events to come. */
  upcomingTickets?(db: Queryable, personId: string): Promise<number>;
  /**
   * Removes what may be removed now. True: something is left that may go later, so it is to be called
   * again. Repeating it changes nothing.
   */
  forget?(tx: Tx, personId: string): Promise<boolean>;
};

/** Rows of one kind in an export: nobody has more, and a file that somebody opens has an end. */
export const EXPORT_ROWS_MAX = 10_000;
