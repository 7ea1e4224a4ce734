/** A parameter group of its own, because those of AWS cannot be changed. */
import { ElasticacheParameterGroup } from '@cdktn/provider-aws/lib/elasticache-parameter-group/index.js';
import { Construct } from 'constructs';
import type { CacheConfig, RedisGroupConfig } from '../../config/cache-config.ts';

export type RedisParametersProps = {
  readonly name: string;
  readonly config: CacheConfig;
  readonly group: RedisGroupConfig;
};

/** Answers its name. */
export function createRedisParameters(
  scope: Construct,
  id: string,
  { name, config, group }: RedisParametersProps,
): string {
  const within = new Construct(scope, id);
  const { idleTimeoutSeconds, evictionSamples, slowLogMicroseconds, slowLogEntries } =
    config.parameters;
  const values: Readonly<Record<string, string | number>> = {
    'maxmemory-policy': group.evictionPolicy,
    'maxmemory-samples': evictionSamples,
    timeout: idleTimeoutSeconds,
    'slowlog-log-slower-than': slowLogMicroseconds,
    'slowlog-max-len': slowLogEntries,
    ...(group.clusterMode ? { 'cluster-enabled': 'yes' } : {}),
  };
  return new ElasticacheParameterGroup(within, 'parameters', {
    // The family is in the name: another one is another group, made before the old one is deleted.
    name: `${name}-${familyOf(config)}`,
    family: familyOf(config),
    description: `${group.evictionPolicy}${group.clusterMode ? ', cluster mode' : ''}`,
    parameter: Object.entries(values).map(([parameter, value]) => ({
      name: parameter,
      value: String(value),
    })),
    lifecycle: { createBeforeDestroy: true },
  }).name;
}

/** `redis7` for Redis 7.1, `valkey8` for Valkey 8.0. */
const familyOf = ({ engine, engineVersion }: CacheConfig): string =>
  `${engine}${engineVersion.split('.')[0]}`;
