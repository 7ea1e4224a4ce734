/**
 * Reads and checks what Terraform printed. Nothing is rendered with values that cannot be right.
 */
import { readFileSync } from 'node:fs';
import type { Environment } from '../../src/config/names.ts';
import { ConfigError, type Problem } from '../../src/lib/problem.ts';
import { departures } from '../custom/shape.ts';
import type { ClusterValues } from './cluster-values.ts';
import { textsIn, valuesShape } from './values-shape.ts';

/** What stands in the example: the account of AWS's own documentation, domains nobody has. */
const placeholder = /example\.(?:com|org|net)|example\/|111122223333|0123456789abcdef|<[^>]*>/i;
const remedy = 'Take the values from "terraform output -json cluster_values" of the compute stack.';

/** The values, or every problem with them. Throws `ConfigError`. */
export function checkValues(value: unknown, environment: Environment): ClusterValues {
  const problems: Problem[] = departures(valuesShape, value, 'values').map((departure) => {
    const [setting = 'values', ...rest] = departure.split(': ');
    return { setting, problem: `${rest.join(': ')}.`, remedy };
  });
  if (environment === 'prod') problems.push(...notForProduction(value));
  if (problems.length > 0) throw new ConfigError(problems);
  return value as ClusterValues;
}

const notForProduction = (value: unknown): readonly Problem[] =>
  textsIn(value, 'values').flatMap(([setting, text]) => {
    if (placeholder.test(text)) {
      return [{ setting, problem: 'is a placeholder; prod takes none.', remedy }];
    }
    if (setting === 'values.image' && !text.includes('@sha256:')) {
      return [
        {
          setting,
          problem: 'names a tag; prod runs exactly the image that was tested.',
          remedy: 'Name it by the digest that the build printed.',
        },
      ];
    }
    if (setting === 'values.nodes.image' && text.endsWith('@latest')) {
      return [
        {
          setting,
          problem: 'follows the newest image: all nodes would be replaced on the day it appears.',
          remedy: 'Name a version, al2023@vYYYYMMDD.',
        },
      ];
    }
    return [];
  });

export function readValues(path: string, environment: Environment): ClusterValues {
  const refuse = (problem: string, way: string): never => {
    throw new ConfigError([{ setting: path, problem, remedy: way }]);
  };
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    return refuse('cannot be read.', remedy);
  }
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return refuse('is not JSON.', remedy);
  }
  return checkValues(value, environment);
}
