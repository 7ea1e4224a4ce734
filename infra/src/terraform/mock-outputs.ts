/**
 * The outputs of a stack that is planned but not applied, for stacks that read them: what the plan
 * knows is kept, the rest is made up in the form that AWS would give it, from the expression of the
 * output (`aws_vpc.main.id` becomes `vpc-` and 17 digits).
 */
import { mockValue } from './mock/mock-value.ts';
import type { MockOf } from './mock/mock-arn.ts';
import type { PlanJson } from './plan-json.ts';
import { referenceIn, referencesOf, type Reference } from './reference.ts';
import { regionOf, type StackConfig } from './stack-config.ts';
import { interpolations } from './template.ts';

export type StackOutput = { readonly value: unknown; readonly sensitive: boolean };
export type StackOutputs = Readonly<Record<string, StackOutput>>;

type Source = {
  /** Tells equal resources of different stacks apart. */
  readonly stack: string;
  readonly config: StackConfig;
  readonly plan: PlanJson;
  readonly accountId: string;
};

export function mockOutputs(source: Source): StackOutputs {
  const { config, plan } = source;
  const outputs: Record<string, StackOutput> = {};
  for (const [name, change] of Object.entries(plan.output_changes ?? {})) {
    const expression = config.output?.[name]?.value;
    outputs[name] = {
      value: completed(source, expression, change.after, change.after_unknown),
      sensitive: plan.planned_values.outputs?.[name]?.sensitive ?? false,
    };
  }
  return outputs;
}

/** `known` with mocks where `unknown` is true; both have the same form. */
function completed(
  source: Source,
  expression: unknown,
  known: unknown,
  unknown: unknown,
  path = '',
): unknown {
  if (unknown === false || unknown === undefined) return known;
  if (unknown === true) return mockOfExpression(source, expression, path);
  if (Array.isArray(unknown)) {
    const items = Array.isArray(known) ? known : [];
    return unknown.map((item, index) => {
      const inner = Array.isArray(expression) ? (expression[index] as unknown) : expression;
      return completed(source, inner, items[index], item, `${path}[${index}]`);
    });
  }
  const fields = (known ?? {}) as Readonly<Record<string, unknown>>;
  const inner = isRecord(expression) ? expression : undefined;
  const mocked = Object.entries(unknown as Readonly<Record<string, unknown>>).map(
    ([name, item]): [string, unknown] => [
      name,
      completed(source, inner?.[name] ?? expression, fields[name], item, `${path}.${name}`),
    ],
  );
  return { ...fields, ...Object.fromEntries(mocked) };
}

function mockOfExpression(source: Source, expression: unknown, path: string): unknown {
  if (Array.isArray(expression)) {
    return expression.map((item) => mockOfExpression(source, item, path));
  }
  if (isRecord(expression)) {
    return Object.fromEntries(
      Object.entries(expression).map(([name, item]) => [
        name,
        mockOfExpression(source, item, path),
      ]),
    );
  }
  return typeof expression === 'string' ? mockOfText(source, expression, path) : expression;
}

/** Calls that leave a list a list. */
const listCall = /^\$\{(?:tolist|toset|sort|distinct|reverse|compact|flatten)\((.*)\)\}$/s;

function mockOfText(source: Source, text: string, path: string): unknown {
  const list = listCall.exec(text)?.[1];
  if (list !== undefined) return mockOfText(source, `\${${list}}`, path);
  const whole = referenceIn(text);
  if (whole !== undefined) return mockOfReference(source, whole, path);
  // The text around references is kept; a call becomes what its first reference stands for.
  let mocked = '';
  let at = 0;
  for (const { start, end } of interpolations(text)) {
    const [first] = referencesOf(text.slice(start, end));
    const value = first === undefined ? 'mock' : mockOfReference(source, first, path);
    mocked += `${text.slice(at, start)}${String([value].flat()[0])}`;
    at = end;
  }
  return `${mocked}${text.slice(at)}`;
}

function mockOfReference(source: Source, reference: Reference, path: string): unknown {
  const { type, name, instance, attribute, valueType } = reference;
  const of: MockOf = {
    type,
    seed: `${source.stack} ${type}.${name}${instance}${path}`,
    region: regionOf(source.config, type, name),
    accountId: source.accountId,
  };
  return mockValue(of, attribute, valueType);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
