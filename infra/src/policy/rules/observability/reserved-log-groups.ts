/** Log groups that a service would make by itself are made before it does. */
import type { Resource } from '../../graph.ts';
import { isPresent, textsOf, valueAt } from '../../reading/json.ts';
import { nameIn } from '../../reading/names.ts';
import { type Rule, violation } from '../../rule.ts';

export const reservedLogGroups: Rule = {
  id: 'reserved-log-groups',
  title: 'Log groups of functions, clusters and databases are declared',
  reason: 'A group that the service makes has neither retention nor a key.',
  check: (graph) => {
    const declared = new Set(
      graph
        .ofType('aws_cloudwatch_log_group')
        .map((group) => `${group.region} ${nameIn(graph, group, group.values.name)}`),
    );
    return Object.entries(groupsOf).flatMap(([type, groupNamesOf]) =>
      graph.ofType(type).flatMap((resource) =>
        groupNamesOf(resource, (argument) => nameIn(graph, resource, resource.values[argument]))
          .filter((name) => !declared.has(`${resource.region} ${name}`))
          .map((name) =>
            violation(resource, `writes to ${name}, which is not declared.`, 'Declare that group.'),
          ),
      ),
    );
  },
};

type NamesOf = (resource: Resource, nameOf: (argument: string) => string) => readonly string[];

const exportsOf = ({ values }: Resource): readonly string[] =>
  textsOf(values.enabled_cloudwatch_logs_exports);

const groupsOf: Readonly<Record<string, NamesOf>> = {
  aws_lambda_function: (lambda, nameOf) =>
    isPresent(valueAt(lambda.values.logging_config, 'log_group'))
      ? []
      : [`/aws/lambda/${nameOf('function_name')}`],
  aws_eks_cluster: ({ values }, nameOf) =>
    isPresent(values.enabled_cluster_log_types) ? [`/aws/eks/${nameOf('name')}/cluster`] : [],
  aws_db_instance: (instance, nameOf) =>
    exportsOf(instance).map((log) => `/aws/rds/instance/${nameOf('identifier')}/${log}`),
  aws_rds_cluster: (cluster, nameOf) =>
    exportsOf(cluster).map((log) => `/aws/rds/cluster/${nameOf('cluster_identifier')}/${log}`),
};
