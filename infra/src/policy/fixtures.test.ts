/**
 * A rule that asks for an argument the provider does not have would be content with everything.
 * Each fixture that a rule is content with therefore uses real types and real arguments only.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fixture } from '../../test/policy/fixture.ts';
import { readDeployment } from './graph.ts';
import { isList, isObject, type Json } from './reading/json.ts';
import { rules } from './rules.ts';

const bindings = dirname(
  createRequire(import.meta.url).resolve('@cdktn/provider-aws/package.json'),
);

const declarationsOf = (type: string): string => {
  const path = join(bindings, 'lib', type.replace(/^aws_/, '').replaceAll('_', '-'), 'index.d.ts');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** Names inside of these are free, or belong to a service and not to the provider. */
const free: ReadonlySet<string> = new Set([
  'tags',
  'variables',
  'statement',
  'depends_on',
  'provider',
]);

const argumentsIn = (value: Json): string[] => {
  if (isList(value)) return value.flatMap(argumentsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    free.has(name) ? [] : [name].concat(argumentsIn(item)),
  );
};

const property = (argument: string): RegExp => {
  const name = argument.replaceAll(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
  return new RegExp(`readonly ${name}(?:Attribute)?\\??:`);
};

it.each(rules.map(({ id }) => id))('%s uses arguments that exist', async (id) => {
  const url = new URL(`../../test/policy/rules/${id}.ts`, import.meta.url);
  const { fixtures } = (await import(url.href)) as { fixtures: readonly Fixture[] };
  const unknown = fixtures
    .filter(({ at }) => at.length === 0)
    .flatMap(({ deployment }) => readDeployment(deployment).resources)
    .filter(({ managed, type }) => managed && type.startsWith('aws_'))
    .flatMap((resource) => {
      const declarations = declarationsOf(resource.type);
      if (declarations === '') return [resource.type];
      return argumentsIn(resource.values)
        .filter((name) => !property(name).test(declarations))
        .map((name) => `${resource.type}.${name}`);
    });
  expect([...new Set(unknown)]).toEqual([]);
});
