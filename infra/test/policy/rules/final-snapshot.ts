/** Fixtures of the rule `final-snapshot`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails('none, or one without a name', ['aws_db_instance.a', 'aws_rds_cluster.b'], {
    aws_db_instance: { a: { skip_final_snapshot: true, final_snapshot_identifier: 'last' } },
    aws_rds_cluster: { b: { skip_final_snapshot: false } },
  }),
  passes('one with a name; none of a replica', {
    aws_db_instance: {
      a: { skip_final_snapshot: false, final_snapshot_identifier: 'last' },
      copy: { skip_final_snapshot: true, replicate_source_db: 'a' },
    },
    aws_rds_cluster: {
      b: { final_snapshot_identifier: 'last' },
      standby: { skip_final_snapshot: true, global_cluster_identifier: 'g' },
    },
  }),
];
