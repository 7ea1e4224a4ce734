/** What is handed to the rules: the stacks of one topology in one environment, as synthesised. */
import type { Environment, Lifetime, Topology } from '../config/names.ts';
import { type Json, type JsonObject, isList, isObject } from './reading/json.ts';
import { readTemplate, UnreadableExpression } from './reading/expression.ts';

export type SynthesisedStack = {
  readonly name: string;
  readonly lifetime: Lifetime;
  /** The content of its `cdk.tf.json`. */
  readonly json: unknown;
};

export type SynthesisedDeployment = {
  readonly topology: Topology;
  readonly environment: Environment;
  readonly stacks: readonly SynthesisedStack[];
};

export type Evaluated = {
  readonly values: JsonObject;
  /** Paths of expressions that cannot be read, by these rules or by Terraform. */
  readonly unreadable: readonly string[];
};

/**
 * References that have become plain text: escaped together with the text around them, or without
 * their braces. Terraform takes both for what somebody wanted to write.
 */
const lostReference =
  /\$\$\{[^}]*(?<![\w.-])(?:data\.)?aws_[a-z0-9_]+\.[\w-]+|(?<!\$)\$(?:data\.)?aws_[a-z0-9_]+\./;

/** Evaluates every expression inside of an object as far as that is possible without Terraform. */
export function evaluate(given: JsonObject): Evaluated {
  const unreadable: string[] = [];
  const valueOf = (value: Json, path: string): Json => {
    if (typeof value === 'string') {
      if (lostReference.test(value)) unreadable.push(path);
      try {
        return readTemplate(value);
      } catch (error) {
        if (!(error instanceof UnreadableExpression)) throw error;
        unreadable.push(path);
        return value;
      }
    }
    if (isList(value)) return value.map((item) => valueOf(item, path));
    return isObject(value) ? objectOf(value, `${path}.`) : value;
  };
  const objectOf = (value: JsonObject, prefix: string): JsonObject =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== '//')
        .map(([name, item]) => [name, valueOf(item, `${prefix}${name}`)]),
    );
  return { values: objectOf(given, ''), unreadable };
}
