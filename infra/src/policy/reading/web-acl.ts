/** Rules of a web ACL, written as blocks or as the JSON of the service. */
import type { Resource } from '../graph.ts';
import {
  blocksOf,
  isObject,
  type JsonObject,
  listOf,
  objectsIn,
  parseJson,
  textOf,
} from './json.ts';

/** `rule_json` names everything in capitals: both become `rate_based_statement`. */
const snakeCase = (name: string): string =>
  name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

function withSnakeCase(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      snakeCase(name),
      isObject(item)
        ? withSnakeCase(item)
        : Array.isArray(item)
          ? listOf(item).map((one) => (isObject(one) ? withSnakeCase(one) : one))
          : item,
    ]),
  );
}

export function rulesOf({ values }: Resource): readonly JsonObject[] {
  const json = textOf(values.rule_json);
  return json === undefined ? blocksOf(values.rule) : blocksOf(parseJson(json)).map(withSnakeCase);
}

/** Statements of a kind anywhere inside of a rule, also within and, or, not. */
export const statementsOfKind = (rule: JsonObject, kind: string): readonly JsonObject[] =>
  objectsIn(rule.statement ?? null).flatMap((statement) => blocksOf(statement[kind]));

export const hasAction = (rule: JsonObject, ...actions: readonly string[]): boolean =>
  blocksOf(rule.action).some((action) => actions.some((name) => action[name] !== undefined));
