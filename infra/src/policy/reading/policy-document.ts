/** IAM policy documents, in whichever of Terraform's ways they are written. */
import type { DeploymentGraph, Resource } from '../graph.ts';
import {
  blocksOf,
  isList,
  isObject,
  isPresent,
  type Json,
  type JsonObject,
  parseJson,
  textOf,
  textsOf,
  valueAt,
} from './json.ts';

export type Principal = { readonly type: string; readonly values: readonly string[] };

type Part = 'actions' | 'resources' | 'principals';

export type Condition = {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
};

export type Statement = {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly Principal[];
  readonly conditions: readonly Condition[];
  /** Of what it concerns everything except what is named (`NotAction` and its like). */
  readonly inverts: readonly Part[];
};

/** `undefined` when the document cannot be read; none when there is none. */
export function statementsOf(
  graph: DeploymentGraph,
  from: Resource,
  value: Json | undefined,
): readonly Statement[] | undefined {
  if (!isPresent(value)) return [];
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  if (isObject(parsed)) return blocksOf(parsed.Statement).map(fromJson);
  const [target, ...more] = graph.targetsOf(from, value);
  if (target === undefined || more.length > 0) return undefined;
  const { resource, attribute } = target;
  return resource.type === 'aws_iam_policy_document'
    ? fromDataSource(graph, resource)
    : statementsIn(graph, resource, resource.values[attribute]);
}

const statementsIn = (graph: DeploymentGraph, from: Resource, value: Json | undefined) =>
  value === undefined ? undefined : statementsOf(graph, from, value);

function fromDataSource(
  graph: DeploymentGraph,
  document: Resource,
): readonly Statement[] | undefined {
  const { statement, source_policy_documents, override_policy_documents } = document.values;
  const included = [...textsOf(source_policy_documents), ...textsOf(override_policy_documents)].map(
    (text) => statementsOf(graph, document, text),
  );
  if (included.includes(undefined)) return undefined;
  return [...included.flatMap((list) => list ?? []), ...blocksOf(statement).map(fromBlock)];
}

const fromJson = (statement: JsonObject): Statement => ({
  allows: statement.Effect === 'Allow',
  actions: textsOf(statement.Action ?? statement.NotAction),
  resources: textsOf(statement.Resource ?? statement.NotResource),
  principals: principalsOf(statement.Principal ?? statement.NotPrincipal),
  conditions: Object.entries(blocksOf(statement.Condition)[0] ?? {}).flatMap(([operator, keys]) =>
    Object.entries(blocksOf(keys)[0] ?? {}).map(([key, values]) => ({
      operator,
      key,
      values: conditionValues(values),
    })),
  ),
  inverts: invertedIn(statement, {
    actions: 'NotAction',
    resources: 'NotResource',
    principals: 'NotPrincipal',
  }),
});

const fromBlock = (statement: JsonObject): Statement => ({
  allows: textOf(statement.effect) !== 'Deny',
  actions: textsOf(statement.actions ?? statement.not_actions),
  resources: textsOf(statement.resources ?? statement.not_resources),
  principals: blocksOf(statement.principals ?? statement.not_principals).map((block) => ({
    type: textOf(block.type) ?? '',
    values: textsOf(block.identifiers),
  })),
  conditions: blocksOf(statement.condition).map((block) => ({
    operator: textOf(block.test) ?? '',
    key: textOf(block.variable) ?? '',
    values: conditionValues(valueAt(block, 'values')),
  })),
  inverts: invertedIn(statement, {
    actions: 'not_actions',
    resources: 'not_resources',
    principals: 'not_principals',
  }),
});

const principalsOf = (value: Json | undefined): Principal[] => {
  if (value === '*') return [{ type: '*', values: ['*'] }];
  return Object.entries(blocksOf(value)[0] ?? {}).map(([type, values]) => ({
    type,
    values: textsOf(values),
  }));
};

/** `false` and `"false"` say the same. */
const conditionValues = (value: Json | undefined): string[] =>
  (value !== undefined && isList(value) ? value : [value]).map(String);

const parts: readonly Part[] = ['actions', 'resources', 'principals'];

const invertedIn = (statement: JsonObject, names: Readonly<Record<Part, string>>): Part[] =>
  parts.filter((part) => isPresent(statement[names[part]]));
