/**
 * The last snapshot of a database that is deleted. Its name carries the time, so that a database
 * which is made and deleted twice does not meet its own old snapshot. That time is another one in
 * every plan, so the name stays what it was when the database was made.
 */
import { Fn } from 'cdktn';

export type FinalSnapshot = {
  readonly skipFinalSnapshot: boolean;
  readonly finalSnapshotIdentifier?: string;
  readonly deleteAutomatedBackups: boolean;
};

/** `ticketing-prod-final-snapshot-2026-11-20-0309`. */
export const finalSnapshotOf = (name: string, wanted: boolean): FinalSnapshot =>
  wanted
    ? {
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: `${name}-${Fn.formatdate('YYYY-MM-DD-hhmm', Fn.plantimestamp())}`,
        deleteAutomatedBackups: false,
      }
    : { skipFinalSnapshot: true, deleteAutomatedBackups: true };

/** Goes into the life cycle of whatever has such a name. */
export const finalSnapshotName = 'final_snapshot_identifier';
