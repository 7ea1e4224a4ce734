/** No secret stands in the configuration. */
import type { Resource } from '../../graph.ts';
import { containersOf, userDataOf } from '../../reading/containers.ts';
import { blocksOf, leavesOf, textOf, valueAt } from '../../reading/json.ts';
import { hasSecretForm, hasSecretName, secretsInScript } from '../../reading/secret-like.ts';
import { type Rule, type Violation, violation } from '../../rule.ts';

export const noSecretLiterals: Rule = {
  id: 'no-secret-literals',
  title: 'No secret is written in the configuration',
  reason: 'Configuration is read by everybody who may look at the code, the plan or the state.',
  check: (graph) => [
    ...graph.resources.flatMap(literalsOf),
    ...containersOf(graph).flatMap(({ resource, definition }) =>
      blocksOf(definition.environment)
        .filter(({ name, value }) => isLiteral(value) && hasSecretName(textOf(name) ?? ''))
        .map(({ name }) => found(resource, `sets the variable ${textOf(name)} to a literal.`)),
    ),
    ...graph.ofType('aws_lambda_function').flatMap((resource) =>
      Object.entries(blocksOf(valueAt(resource.values, 'environment', 'variables'))[0] ?? {})
        .filter(([name, value]) => isLiteral(value) && hasSecretName(name))
        .map(([name]) => found(resource, `sets the variable ${name} to a literal.`)),
    ),
    ...userDataOf(graph).flatMap(({ resource, text }) =>
      secretsInScript(text).map((name) => found(resource, `sets ${name} in its start script.`)),
    ),
  ],
};

const found = (resource: Resource, message: string): Violation =>
  violation(
    resource,
    message,
    'Let Secrets Manager make it, and refer to it by ARN where it is needed.',
  );

const isLiteral = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && !value.includes('${');

/** Variables of functions are looked at by themselves: their names are in capitals. */
const literalsOf = (resource: Resource): Violation[] =>
  leavesOf(resource.values).flatMap(({ path, value }) => {
    const name = path.at(-1) ?? '';
    if (typeof value !== 'string' || path.includes('variables')) return [];
    if (hasSecretForm(value)) return [found(resource, `${path.join('.')} contains a secret.`)];
    return isLiteral(value) && hasSecretName(name) && !path.includes('tags')
      ? [found(resource, `${path.join('.')} is a literal.`)]
      : [];
  });
