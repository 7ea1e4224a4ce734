/** A class without a price is refused by its setting; those that are configured have one. */
import { describe, expect, it } from 'vitest';
import { cacheConfig as cacheOfDisasterRecovery } from '../config/disaster-recovery/cache.ts';
import { computeConfig as instancesOfDisasterRecovery } from '../config/disaster-recovery/compute.ts';
import { databaseConfig as databaseOfDisasterRecovery } from '../config/disaster-recovery/database.ts';
import { cacheConfig as cacheOfEc2 } from '../config/ec2-aurora/cache.ts';
import { computeConfig as instancesOfEc2 } from '../config/ec2-aurora/compute.ts';
import { databaseConfig as databaseOfEc2 } from '../config/ec2-aurora/database.ts';
import { cacheConfig as cacheOfEks } from '../config/eks/cache.ts';
import { clusterComputeConfig } from '../config/eks/compute.ts';
import { databaseConfig as databaseOfEks } from '../config/eks/database.ts';
import { cacheConfig as cacheOfFargate } from '../config/fargate/cache.ts';
import { databaseConfig as databaseOfFargate } from '../config/fargate/database.ts';
import { classMemoryGib } from '../config/database-class.ts';
import { environments } from '../config/names.ts';
import {
  checkCachePriced,
  checkClusterPriced,
  checkDatabasePriced,
  checkInstancesPriced,
} from './check-priced.ts';
import { checkClassPriced } from './prices/class-prices.ts';

describe('a class that the table does not know', () => {
  it('is refused with the name of its setting and a way out', () => {
    const instances = {
      ...instancesOfEc2('prod').instances,
      instanceTypes: ['t3.medium', 'x9.huge'],
    };
    const [problem, ...others] = checkInstancesPriced('ec2-aurora/prod compute', { instances });
    expect(others).toEqual([]);
    expect(problem?.setting).toBe('ec2-aurora/prod compute.instances.instanceTypes[1]');
    expect(problem?.problem).toContain('"x9.huge"');
    expect(problem?.remedy).toContain('infra/src/cost/prices/ec2.ts');
  });

  it('is refused for Redis, for node groups and for what Karpenter may choose', () => {
    const config = cacheOfEc2('dev');
    expect(
      checkCachePriced('x', { ...config, cache: { ...config.cache, nodeType: 'cache.x9.huge' } }),
    ).toMatchObject([{ setting: 'x.cache.nodeType' }]);
    const compute = clusterComputeConfig('prod');
    const karpenter = { ...compute.karpenter, instanceFamilies: ['t3', 'x9'] };
    expect(
      checkClusterPriced('x', { ...compute, karpenter }).map(({ setting }) => setting),
    ).toEqual(['x.karpenter.instanceFamilies[2]', 'x.karpenter.instanceFamilies[3]']);
  });
});

describe('what is configured', () => {
  it.each(environments)('has a price in %s', (environment) => {
    expect([
      ...[databaseOfEc2, databaseOfEks, databaseOfFargate, databaseOfDisasterRecovery].flatMap(
        (config) => checkDatabasePriced('database', config(environment)),
      ),
      ...[cacheOfEc2, cacheOfEks, cacheOfFargate, cacheOfDisasterRecovery].flatMap((config) =>
        checkCachePriced('cache', config(environment)),
      ),
      ...checkInstancesPriced('compute', instancesOfEc2(environment)),
      ...checkInstancesPriced('compute', instancesOfDisasterRecovery(environment)),
      ...checkClusterPriced('compute', clusterComputeConfig(environment)),
    ]).toEqual([]);
  });

  it('could be any class of database that compiles, on RDS', () => {
    for (const name of Object.keys(classMemoryGib)) {
      expect(checkClassPriced('instance', 'rds', name)).toEqual([]);
    }
  });
});
