/** Roles for identity providers name exactly whose tokens they accept. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { wordOf } from '../../reading/json.ts';
import { nameIn } from '../../reading/names.ts';
import { trustPolicies } from '../../reading/policies.ts';
import type { Statement } from '../../reading/policy-document.ts';
import { type Rule, violation } from '../../rule.ts';

export const oidcNamesRepository: Rule = {
  id: 'oidc-names-repository',
  title: 'Roles for OIDC tokens name audience and subject',
  reason:
    'GitHub signs tokens for everybody: without the repository and the environment in the ' +
    'condition, any workflow could deploy.',
  check: (graph) =>
    trustPolicies(graph).flatMap(({ resource, statements }) =>
      (statements ?? [])
        .filter(acceptsTokens)
        .flatMap((statement) => complaintOf(graph, resource, statement) ?? [])
        .map((complaint) =>
          violation(
            resource,
            complaint,
            'Compare :aud, and :sub with repo:<owner>/<name>:environment:<environment>.',
          ),
        ),
    ),
};

const acceptsTokens = ({ allows, actions, principals }: Statement): boolean =>
  allows &&
  actions.includes('sts:AssumeRoleWithWebIdentity') &&
  principals.some(({ type }) => type === 'Federated');

/** A repository, and an environment, a branch, a tag or pull requests of it. */
const subjectOfRepository =
  /^repo:[\w.-]+\/[\w.-]+:(?:environment:|ref:refs\/|pull_request$|job_workflow_ref:)(?!\*)/;

function complaintOf(
  graph: DeploymentGraph,
  role: Resource,
  { principals, conditions }: Statement,
): string | undefined {
  const positive = conditions.filter(({ operator }) => !operator.includes('Not'));
  const valuesOf = (claim: string): string[] =>
    positive
      .filter(({ key }) => key.toLowerCase().endsWith(`:${claim}`))
      .flatMap(({ values }) => values.map((value) => nameIn(graph, role, value)));
  const audiences = valuesOf('aud');
  if (audiences.length === 0 || audiences.includes('*')) return 'does not compare the audience.';
  const subjects = valuesOf('sub');
  if (subjects.length === 0) return 'does not compare the subject.';
  const wide = isGitHub(graph, role, principals)
    ? subjects.find((subject) => !subjectOfRepository.test(subject))
    : subjects.find((subject) => subject.includes('*'));
  return wide === undefined ? undefined : `accepts ${wide}, which is more than one place.`;
}

const isGitHub = (
  graph: DeploymentGraph,
  role: Resource,
  principals: Statement['principals'],
): boolean => {
  const values = principals.flatMap((principal) => principal.values);
  return (
    values.some((value) => value.includes('token.actions.githubusercontent.com')) ||
    graph
      .targetsOf(role, values)
      .some(({ resource }) =>
        wordOf(resource.values.url).includes('token.actions.githubusercontent'),
      )
  );
};
