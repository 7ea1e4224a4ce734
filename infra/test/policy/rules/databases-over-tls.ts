/** Fixtures of the rule `databases-over-tls`. */
import { fails, passes } from '../fixture.ts';

const forced = { parameter: [{ name: 'rds.force_ssl', value: '1' }] };

export const fixtures = [
  fails(
    'no parameters, or the wrong ones',
    ['aws_rds_cluster.a', 'aws_db_instance.b', 'aws_db_instance.reader', 'aws_db_proxy.p'],
    {
      aws_rds_cluster: {
        a: { db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.a.name}' },
      },
      aws_rds_cluster_parameter_group: {
        a: { parameter: [{ name: 'rds.force_ssl', value: '0' }] },
      },
      aws_db_instance: {
        b: {},
        reader: { replicate_source_db: '${aws_db_instance.b.identifier}' },
      },
      aws_db_proxy: { p: {} },
    },
  ),
  passes('forced, taken over by a replica', {
    aws_rds_cluster: {
      a: { db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.a.name}' },
    },
    aws_rds_cluster_parameter_group: { a: forced },
    aws_db_instance: {
      b: { parameter_group_name: '${aws_db_parameter_group.b.name}' },
      reader: { replicate_source_db: '${aws_db_instance.b.identifier}' },
    },
    aws_db_parameter_group: {
      b: { parameter: [{ name: 'require_secure_transport', value: 'ON' }] },
    },
    aws_db_proxy: { p: { require_tls: true } },
  }),
];
