/** For tests: a scenario of constructs, or of resources written down. */
import type { TerraformStack } from 'cdktn';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider/index.js';
import { synthesise } from '../../test/support/synthesise.ts';
import { readScenario } from './model/read-resources.ts';
import { type ModelResource, onDemand, type Scenario } from './model/scenario.ts';
import { usageOf } from './usage/assumptions.ts';

export function scenarioOf(build: (stack: TerraformStack) => void): Scenario {
  const { json } = synthesise((stack) => {
    new AwsProvider(stack, 'aws', { region: 'ap-northeast-2' });
    build(stack);
  });
  return readScenario({
    topology: 'fargate',
    environment: 'prod',
    stacks: [{ name: 'test', lifetime: 'network', json }],
  });
}

export const resource = (
  type: string,
  values: ModelResource['values'],
  others: Partial<ModelResource> = {},
): ModelResource => ({
  id: `test/${type}`,
  type,
  region: 'ap-northeast-2',
  links: [],
  ...others,
  values,
});

export const scenarioWith = (...resources: readonly ModelResource[]): Scenario => ({
  topology: 'fargate',
  environment: 'prod',
  resources,
  usage: usageOf('prod'),
  terms: onDemand,
  behindCdn: true,
});
