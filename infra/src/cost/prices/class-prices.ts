/** Finds the price of a class by its name; what is not in the table is refused. */
import { ConfigError, type Problem } from '../../lib/problem.ts';
import { cacheNodePrices } from './cache.ts';
import { auroraPrices, rdsPrices } from './database.ts';
import { instancePrices } from './ec2.ts';
import type { Price } from './price.ts';

type Table = { readonly file: string; readonly prices: Readonly<Record<string, Price>> };

const tables = {
  instance: { file: 'ec2.ts', prices: instancePrices },
  rds: { file: 'database.ts', prices: rdsPrices },
  aurora: { file: 'database.ts', prices: auroraPrices },
  cache: { file: 'cache.ts', prices: cacheNodePrices },
} as const satisfies Readonly<Record<string, Table>>;

export type ClassKind = keyof typeof tables;

/** At `setting`, e.g. `fargate/prod database.server.instance`. */
export function checkClassPriced(setting: string, kind: ClassKind, name: string): Problem[] {
  const { file, prices }: Table = tables[kind];
  if (Object.hasOwn(prices, name)) return [];
  return [
    {
      setting,
      problem: `the ${kind} class "${name}" is unknown to the price table.`,
      remedy:
        `Add its prices to infra/src/cost/prices/${file}, or use one of ` +
        `${Object.keys(prices).join(', ')}.`,
    },
  ];
}

/** Throws `ConfigError` for classes that the table does not know. */
export function classPrice(kind: ClassKind, name: string, setting: string): Price {
  const { prices }: Table = tables[kind];
  const found = prices[name];
  if (found === undefined) throw new ConfigError(checkClassPriced(setting, kind, name));
  return found;
}
