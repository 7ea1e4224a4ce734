/** Databases that hold the facts, and replicas that only repeat them. */
import type { Resource } from '../graph.ts';
import { isPresent, isTrue } from './json.ts';

/** Also a cluster that joins a global one without a user of its own. */
export const isReplica = ({ values }: Resource): boolean =>
  isPresent(values.replicate_source_db) ||
  isPresent(values.replication_source_identifier) ||
  (isPresent(values.global_cluster_identifier) &&
    !isPresent(values.master_username) &&
    !isTrue(values.manage_master_user_password) &&
    !isPresent(values.snapshot_identifier));
