/**
 * Reads from a replica as long as it can be trusted, else from the primary. A read that fails there is
 * tried once more on the primary, so a replica that dies costs its readers a moment, never an error.
 */
import type { Queryable, Statement } from '../lib/db.ts';
import { withDeadline } from '../lib/deadline.ts';
import type { Reads } from '../lib/reads.ts';
import {
  type Obstacle,
  type ReplicaWatch,
  watchReplica,
  type WatchOptions,
} from './replica-watch.ts';

export type ReadObserver = {
  read(target: 'primary' | 'replica'): void;
  /** A read that could have gone to the replica went to the primary. */
  fellBack(reason: Obstacle | 'failed'): void;
};

export type Reader = Reads & Pick<ReplicaWatch, 'lagMs' | 'measure' | 'obstacle'>;

export function createReader(options: WatchOptions & { readonly observer: ReadObserver }): Reader {
  const { primary, replica, observer, timeoutMs } = options;
  const watch = watchReplica(options);

  async function fromReplica<Row>(
    statement: Statement<Row>,
    values: readonly unknown[] | undefined,
  ): Promise<Row[] | undefined> {
    try {
      const rows = await withDeadline(replica.query(statement, values), timeoutMs);
      observer.read('replica');
      return rows;
    } catch {
      // Whatever it was: if the statement itself is wrong, the primary says so.
      watch.suspend();
      observer.fellBack('failed');
      return undefined;
    }
  }

  async function read<Row>(
    statement: Statement<Row>,
    values: readonly unknown[] | undefined,
    afterMs?: number,
  ): Promise<Row[]> {
    const obstacle = watch.obstacle(afterMs);
    if (obstacle === undefined) {
      const rows = await fromReplica(statement, values);
      if (rows !== undefined) return rows;
    } else observer.fellBack(obstacle);
    observer.read('primary');
    return primary.query(statement, values);
  }

  const after = (monotonicMs: number): Queryable => ({
    query: (statement, values) => read(statement, values, monotonicMs),
  });
  return {
    mayLag: true,
    query: (statement, values) => read(statement, values),
    after,
    lagMs: () => watch.lagMs(),
    measure: () => watch.measure(),
    obstacle: (afterMs) => watch.obstacle(afterMs),
  };
}
