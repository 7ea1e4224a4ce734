/** A database leaves a snapshot behind. */
import type { Resource } from '../../graph.ts';
import { isReplica } from '../../reading/databases.ts';
import { isPresent, isTrue } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const finalSnapshot: Rule = {
  id: 'final-snapshot',
  title: 'Databases take a last snapshot before they are deleted',
  reason: 'Automatic backups are deleted together with their database.',
  environments: ['prod'],
  check: (graph) =>
    complainByType(
      graph,
      { aws_db_instance: complaintOf, aws_rds_cluster: complaintOf },
      'Set skip_final_snapshot to false and name final_snapshot_identifier.',
    ),
};

function complaintOf(database: Resource): string | undefined {
  const { skip_final_snapshot, final_snapshot_identifier } = database.values;
  if (isReplica(database)) return undefined;
  if (isTrue(skip_final_snapshot)) return 'leaves no snapshot behind.';
  return isPresent(final_snapshot_identifier)
    ? undefined
    : 'has no name for its last snapshot, without which it cannot be deleted.';
}
