/** The fleet at its largest, in the middle of a release, against what the database bears. */
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../../server/src/config/load.ts';
import {
  budgetVariables,
  checkConnectionBudget,
  type ConnectionsConfig,
  type Fleet,
  processesMax,
} from './connection-budget.ts';
import { databaseConfig as disasterRecovery } from './disaster-recovery/database.ts';
import { scalingConfig as disasterRecoveryScaling } from './disaster-recovery/scaling.ts';
import { databaseConfig as ec2Aurora } from './ec2-aurora/database.ts';
import { computeConfig as ec2AuroraCompute } from './ec2-aurora/compute.ts';
import { scalingConfig as ec2AuroraScaling } from './ec2-aurora/scaling.ts';
import { databaseConfig as eks } from './eks/database.ts';
import { clusterScalingConfig } from './eks/scaling.ts';
import { databaseConfig as fargate } from './fargate/database.ts';
import { scalingConfig as fargateScaling } from './fargate/scaling.ts';
import { environments } from './names.ts';

const document: ConnectionsConfig = {
  maxConnections: 500,
  poolMax: 20,
  engineConnections: 2,
  headroom: 50,
};
const twenty: Fleet = [{ max: 20, surgePercent: 0 }];

const refuses = (start: () => unknown): boolean => {
  try {
    start();
    return false;
  } catch (error) {
    if (error instanceof ConfigError) return true;
    throw error;
  }
};

describe('processes', () => {
  it('are those of every role, and those that a release starts beside them', () => {
    expect(processesMax(twenty)).toBe(20);
    expect(
      processesMax([
        { max: 10, surgePercent: 100 },
        { max: 4, surgePercent: 100 },
      ]),
    ).toBe(28);
    expect(processesMax([{ max: 10, surgePercent: 25 }])).toBe(13);
  });
});

describe('the budget', () => {
  it('is exceeded by 20 × 20 + 50 once the dedicated connections count: X36', () => {
    expect(checkConnectionBudget('ec2-aurora/prod database.connections', twenty, document)).toEqual(
      [
        {
          setting: 'ec2-aurora/prod database.connections.maxConnections',
          problem: '20 processes × 25 connections + 50 headroom = 550, more than 500.',
          remedy: 'Lower poolMax to 17, or raise maxConnections.',
        },
      ],
    );
    expect(checkConnectionBudget('x', twenty, { ...document, poolMax: 17 })).toEqual([]);
  });

  it('names another way out where no pool fits', () => {
    const fleet: Fleet = [{ max: 200, surgePercent: 0 }];
    const [problem] = checkConnectionBudget('x', fleet, document);
    expect(problem?.remedy).toContain('No pool fits');
  });

  it('keeps a way in for operators', () => {
    const [problem] = checkConnectionBudget('x', twenty, { ...document, poolMax: 1, headroom: 3 });
    expect(problem?.setting).toBe('x.headroom');
  });

  it.each([12, 16, 17, 18, 25])('agrees with the server about a pool of %i', (poolMax) => {
    const connections = { ...document, poolMax };
    const fits = checkConnectionBudget('x', twenty, connections).length === 0;
    const start = (): unknown => loadConfig(budgetVariables(twenty, connections));
    expect(refuses(start)).toBe(!fits);
  });
});

describe('every topology at its largest', () => {
  it.each(environments)('fits in %s', (environment) => {
    const { api, worker } = ec2AuroraScaling(environment);
    const { maxHealthyPercent } = ec2AuroraCompute(environment).instances.refresh;
    const tasks = fargateScaling(environment);
    const pods = clusterScalingConfig(environment);
    const colours = disasterRecoveryScaling(environment);
    const budgets: [string, Fleet, ConnectionsConfig][] = [
      [
        'ec2-aurora',
        [api, worker].map(({ max }) => ({ max, surgePercent: maxHealthyPercent - 100 })),
        ec2Aurora(environment).server.connections,
      ],
      [
        'fargate',
        [tasks.api, tasks.worker].map(({ max }) => ({ max, surgePercent: 100 })),
        fargate(environment).server.connections,
      ],
      [
        // A quarter more while a Deployment rolls.
        'eks',
        [pods.api, pods.worker].map(({ max }) => ({ max, surgePercent: 25 })),
        eks(environment).server.connections,
      ],
      [
        // Blue and green; workers are replaced by a refresh.
        'disaster-recovery',
        [
          { max: colours.api.max, surgePercent: 100 },
          { max: colours.worker.max, surgePercent: 50 },
        ],
        disasterRecovery(environment).server.connections,
      ],
    ];
    for (const [topology, fleet, connections] of budgets) {
      expect(checkConnectionBudget(topology, fleet, connections)).toEqual([]);
    }
  });

  it('counts the twenty instances and ten tasks of the documents', () => {
    expect(ec2AuroraScaling('prod').api.max).toBe(20);
    expect(fargateScaling('prod').api.max).toBe(10);
    expect(disasterRecoveryScaling('prod').api.max).toBe(20);
  });
});
