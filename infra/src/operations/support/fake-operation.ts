/** An operation for tests: its own clock, what it said, and only the ports that a test gives it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, primaryRegion, type Region, type Topology } from '../../config/names.ts';
import type { Settings } from '../../config/settings.ts';
import { nameIn } from '../../topologies/deployment.ts';
import type { Aws } from '../aws/aws.ts';
import { confirmWith } from '../core/confirm.ts';
import type { Operation } from '../core/operation.ts';

export const exampleSettings: Settings = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../settings.example.json'), 'utf8'),
);

/** Ports of AWS that a test needs; any other throws when it is used. */
export type FakeAws = { readonly [K in keyof Aws]?: Partial<Aws[K]> };

export type FakeOptions = {
  readonly topology?: Topology;
  readonly environment?: Environment;
  readonly region?: Region;
  readonly dryRun?: boolean;
  readonly confirm?: string;
  readonly aws?: FakeAws | ((region: Region) => FakeAws);
  readonly programs?: Operation['programs'];
  readonly interruptedAtMs?: number;
  readonly variables?: Readonly<Record<string, string>>;
};

export type FakeOperation = Operation & {
  readonly lines: string[];
  /** Lets time pass. */
  readonly pass: (ms: number) => void;
};

export function fakeOperation(options: FakeOptions = {}): FakeOperation {
  const { topology = 'fargate', environment = 'dev', region = primaryRegion } = options;
  const { dryRun = false, aws = {}, interruptedAtMs = Number.POSITIVE_INFINITY } = options;
  const deployment = { settings: exampleSettings, topology, environment };
  const lines: string[] = [];
  let now = Date.UTC(2026, 10, 20, 9, 30);
  const startedMs = now;
  const pass = (ms: number): void => {
    now += ms;
  };
  return {
    ...deployment,
    region,
    name: nameIn(deployment, region),
    nameIn: (where) => nameIn(deployment, where),
    aws: (where = region) => strict(typeof aws === 'function' ? aws(where) : aws),
    programs: options.programs ?? {
      run: async (program) => {
        throw new Error(`${program} was not expected.`);
      },
    },
    clock: { nowMs: () => now },
    wait: async (ms) => pass(ms),
    say: (line) => lines.push(line),
    dryRun,
    interrupted: () => now - startedMs >= interruptedAtMs,
    variable: (name) => options.variables?.[name],
    confirm: confirmWith({ given: options.confirm, dryRun }),
    lines,
    pass,
  };
}

const strict = (given: FakeAws): Aws =>
  new Proxy(given, {
    get: (ports, area: keyof Aws) =>
      new Proxy(ports[area] ?? {}, {
        get(methods, method: string) {
          const found: unknown = Reflect.get(methods, method);
          if (found !== undefined) return found;
          throw new Error(`${area}.${method} was not expected.`);
        },
      }),
  }) as Aws;
