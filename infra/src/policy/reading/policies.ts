/** Policy documents of identities (what they may do) and of resources (who may use them). */
import type { DeploymentGraph, Resource } from '../graph.ts';
import { blocksOf, isPresent, type Json } from './json.ts';
import { type Statement, statementsOf } from './policy-document.ts';

export type Policy = {
  readonly resource: Resource;
  /** `undefined`: it cannot be read. */
  readonly statements: readonly Statement[] | undefined;
};

const identityTypes = [
  'aws_iam_policy',
  'aws_iam_role_policy',
  'aws_iam_user_policy',
  'aws_iam_group_policy',
] as const;

const resourceTypes = [
  'aws_api_gateway_rest_api_policy',
  'aws_backup_vault_policy',
  'aws_cloudwatch_event_bus_policy',
  'aws_cloudwatch_log_resource_policy',
  'aws_dynamodb_resource_policy',
  'aws_ecr_repository_policy',
  'aws_efs_file_system_policy',
  'aws_kms_key',
  'aws_kms_key_policy',
  'aws_s3_bucket',
  'aws_s3_bucket_policy',
  'aws_secretsmanager_secret',
  'aws_secretsmanager_secret_policy',
  'aws_sns_topic',
  'aws_sns_topic_policy',
  'aws_sqs_queue',
  'aws_sqs_queue_policy',
] as const;

const policyOf = (
  graph: DeploymentGraph,
  resource: Resource,
  document: Json | undefined,
): Policy => ({
  resource,
  statements: statementsOf(graph, resource, document),
});

export const identityPolicies = (graph: DeploymentGraph): Policy[] => [
  ...graph
    .ofType(...identityTypes)
    .map((resource) => policyOf(graph, resource, resource.values.policy)),
  ...graph
    .ofType('aws_iam_role')
    .flatMap((role) =>
      blocksOf(role.values.inline_policy).map(({ policy }) => policyOf(graph, role, policy)),
    ),
];

export const resourcePolicies = (graph: DeploymentGraph): Policy[] =>
  graph
    .ofType(...resourceTypes)
    .map((resource) => ({
      resource,
      document: resource.values.policy ?? resource.values.policy_document,
    }))
    .filter(({ document }) => isPresent(document))
    .map(({ resource, document }) => policyOf(graph, resource, document));

/** Who may take on a role. */
export const trustPolicies = (graph: DeploymentGraph): Policy[] =>
  graph.ofType('aws_iam_role').map((role) => policyOf(graph, role, role.values.assume_role_policy));
