/**
 * Evaluates the data source `aws_iam_policy_document` as the provider does: statements become JSON,
 * source documents come before them, override documents replace statements of the same Sid.
 */
import type { ObjectValue } from '../provider/wire.ts';

type Statement = { readonly Sid?: string } & Readonly<Record<string, unknown>>;

type Policy = {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
};

const defaultVersion = '2012-10-17';

/** Throws when two statements of the document have the same Sid, as the provider does. */
export function evaluatePolicyDocument(config: ObjectValue): ObjectValue {
  const own: Policy = {
    Version: textOf(config.version) ?? defaultVersion,
    ...given('Id', textOf(config.policy_id)),
    Statement: blocksOf(config.statement).map(statementOf),
  };
  refuseSameSids(own.Statement);
  const overrides = textsOf(config.override_policy_documents);
  let merged: Policy = { Version: defaultVersion, Statement: [] };
  for (const text of textsOf(config.source_policy_documents)) merged = merge(merged, parse(text));
  merged = merge(merged, own);
  for (const text of overrides) merged = merge(merged, parse(text));
  const minified = JSON.stringify(merged);
  return {
    id: String(minified.length),
    json: JSON.stringify(merged, undefined, 2),
    minified_json: minified,
    version: textOf(config.version) ?? defaultVersion,
  };
}

function merge(policy: Policy, other: Policy): Policy {
  const statements = [...policy.Statement];
  for (const statement of other.Statement) {
    const same = statements.findIndex(
      ({ Sid }) => Sid !== undefined && Sid !== '' && Sid === statement.Sid,
    );
    if (same === -1) statements.push(statement);
    else statements[same] = statement;
  }
  return {
    Version: other.Version,
    ...given('Id', other.Id ?? policy.Id),
    Statement: statements,
  };
}

function parse(text: string): Policy {
  const { Version, Id, Statement } = JSON.parse(text) as Partial<Policy>;
  const statements = Statement === undefined ? [] : [Statement].flat();
  return { Version: Version ?? defaultVersion, ...given('Id', Id), Statement: statements };
}

/** In the provider's order of keys. */
const statementOf = (block: ObjectValue): Statement => ({
  ...given('Sid', textOf(block.sid)),
  Effect: textOf(block.effect) ?? 'Allow',
  ...given('Action', sortedList(block.actions)),
  ...given('NotAction', sortedList(block.not_actions)),
  ...given('Resource', withVariables(sortedList(block.resources))),
  ...given('NotResource', withVariables(sortedList(block.not_resources))),
  ...given('Principal', principalsOf(block.principals)),
  ...given('NotPrincipal', principalsOf(block.not_principals)),
  ...given('Condition', conditionsOf(block.condition)),
});

function principalsOf(value: unknown): unknown {
  const blocks = blocksOf(value);
  if (blocks.length === 0) return undefined;
  const byType: Record<string, string[]> = {};
  for (const { type, identifiers } of blocks) {
    const texts = withVariables(textsOf(identifiers)) as string[];
    byType[String(type)] = [...(byType[String(type)] ?? []), ...texts];
  }
  const everybody = byType['*'];
  if (Object.keys(byType).length === 1 && everybody?.join() === '*') return '*';
  return Object.fromEntries(
    Object.entries(byType).map(([type, texts]) => [type, oneOrMany(texts.sort().reverse())]),
  );
}

/** The order of a condition's values is kept: with some operators it matters. */
function conditionsOf(value: unknown): unknown {
  const conditions: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of blocksOf(value)) {
    const operator = (conditions[String(test)] ??= {});
    operator[String(variable)] = withVariables(oneOrMany(textsOf(values)));
  }
  return Object.keys(conditions).length === 0 ? undefined : conditions;
}

/** `&{aws:username}` stands for `${aws:username}`, which Terraform would take for its own. */
const withVariables = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(withVariables)
    : typeof value === 'string'
      ? value.replaceAll('&{', '${')
      : value;

function sortedList(value: unknown): unknown {
  const texts = textsOf(value);
  return texts.length === 0 ? undefined : oneOrMany(texts.sort().reverse());
}

const oneOrMany = (texts: readonly string[]): unknown => (texts.length === 1 ? texts[0] : texts);

function refuseSameSids(statements: readonly Statement[]): void {
  const seen = new Set<string>();
  for (const { Sid } of statements) {
    if (Sid === undefined) continue;
    if (seen.has(Sid)) throw new Error(`Two statements have the Sid "${Sid}".`);
    seen.add(Sid);
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string' && item !== '') : [];

const blocksOf = (value: unknown): readonly ObjectValue[] =>
  Array.isArray(value) ? (value as ObjectValue[]) : [];

const given = (name: string, value: unknown): Record<string, unknown> =>
  value === undefined ? {} : { [name]: value };
