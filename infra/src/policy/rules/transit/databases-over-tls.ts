/** Databases refuse connections in plain text. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { blocksOf, isPresent, isTrue, textOf, wordOf } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const databasesOverTls: Rule = {
  id: 'databases-over-tls',
  title: 'Databases refuse connections without TLS',
  reason: 'A client that forgets to ask for TLS shall fail, and not send a password in plain text.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_rds_cluster: (cluster) =>
          forcesTls(graph, cluster, 'db_cluster_parameter_group_name') ? undefined : complaint,
        aws_db_instance: (instance) => {
          const { replicate_source_db, parameter_group_name } = instance.values;
          const sources = graph.targetsOf(instance, replicate_source_db);
          // A replica in the same region takes over the parameters of its source.
          const checked = isPresent(parameter_group_name)
            ? [instance]
            : sources.map(({ resource }) => resource);
          return checked.length > 0 &&
            checked.every((database) => forcesTls(graph, database, 'parameter_group_name'))
            ? undefined
            : complaint;
        },
        aws_db_proxy: ({ values }) => (isTrue(values.require_tls) ? undefined : complaint),
      },
      'Set rds.force_ssl to 1 (PostgreSQL) or require_secure_transport to ON (MySQL) in its ' +
        'parameter group.',
    ),
};

const complaint = 'accepts connections without TLS.';

const wanted: Readonly<Record<string, readonly string[]>> = {
  'rds.force_ssl': ['1'],
  require_secure_transport: ['1', 'ON'],
};

const forcesTls = (graph: DeploymentGraph, database: Resource, argument: string): boolean =>
  graph
    .targetsOf(database, database.values[argument])
    .flatMap(({ resource }) => blocksOf(resource.values.parameter))
    .some(({ name, value }) => wanted[textOf(name) ?? '']?.includes(wordOf(value)));
