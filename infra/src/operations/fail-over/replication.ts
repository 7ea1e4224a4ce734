/** How far a replica in another region is behind. */
import type { Region } from '../../config/names.ts';
import type { Operation } from '../core/operation.ts';
import { minutes } from '../core/time.ts';
import { databaseIn } from './regions.ts';

/**
 * Bytes of the log that the slowest replica has not received yet. An idle server still writes a
 * little of its own, so this much counts as nothing.
 */
export const receivedBytesMax = 64 * 1_024;

const newest = 10 * minutes;

export type Receipt = {
  /** Nothing writes any more; only what is measured from now on counts. */
  readonly begin: () => void;
  /** Bytes that are missing; `undefined` while nothing was measured. */
  readonly missingBytes: () => Promise<number | undefined>;
};

export function createReceipt(operation: Operation, source: Region): Receipt {
  let begunMs: number | undefined;
  return {
    begin() {
      // A minute that had begun before may have been measured before.
      begunMs ??= Math.ceil(operation.clock.nowMs() / minutes) * minutes;
    },
    async missingBytes() {
      const nowMs = operation.clock.nowMs();
      if (begunMs === undefined || nowMs <= begunMs) return undefined;
      return operation.aws(source).metrics.latest(
        {
          namespace: 'AWS/RDS',
          metric: 'OldestReplicationSlotLag',
          dimensions: { DBInstanceIdentifier: databaseIn(operation, source) },
        },
        begunMs,
        nowMs,
      );
    },
  };
}

export const isReceived = (bytes: number | undefined): boolean =>
  bytes !== undefined && bytes <= receivedBytesMax;

/** Seconds between a commit and its copy, as last measured at the replica. */
export async function replicaLagSeconds(
  operation: Operation,
  replica: Region,
): Promise<number | undefined> {
  const nowMs = operation.clock.nowMs();
  return operation.aws(replica).metrics.latest(
    {
      namespace: 'AWS/RDS',
      metric: 'ReplicaLag',
      dimensions: { DBInstanceIdentifier: databaseIn(operation, replica) },
    },
    nowMs - newest,
    nowMs,
  );
}
