/** Values that cannot be right are refused, with the path of the value and a way out. */
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/lib/problem.ts';
import { exampleValues, realValues } from '../testing/values.ts';
import { checkValues } from './check-values.ts';

function problemsOf(value: unknown, environment: 'dev' | 'prod' = 'dev') {
  try {
    checkValues(value, environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
}
const settingsOf = (value: unknown, environment: 'dev' | 'prod' = 'dev') =>
  problemsOf(value, environment).map(({ setting }) => setting);

describe('the values of a cluster', () => {
  it('are taken from the example outside of production, and from a real account everywhere', () => {
    expect(problemsOf(exampleValues)).toEqual([]);
    expect(problemsOf(realValues, 'prod')).toEqual([]);
  });

  it('have no placeholder in production, wherever it stands', () => {
    const settings = settingsOf(exampleValues, 'prod');
    expect(settings).toContain('values.accountId');
    expect(settings).toContain('values.domain');
    expect(settings).toContain('values.network.publicSubnetIds.0');
    expect(settings).toContain('values.secrets.SESSION_SECRET.secretArn');
    expect(settings).toContain('values.nodes.image');
  });

  it('name an image by its digest in production', () => {
    const image = 'registry.internal/ticketing:v1.0.0';
    expect(settingsOf({ ...realValues, image }, 'prod')).toEqual(['values.image']);
    expect(settingsOf({ ...realValues, image })).toEqual([]);
  });

  it('are complete, spelt right and of the right form', () => {
    const { domain: _, ...withoutDomain } = exampleValues;
    expect(settingsOf(withoutDomain)).toEqual(['values.domain']);
    expect(settingsOf({ ...exampleValues, domian: 'x' })).toEqual(['values.domian']);
    const loadBalancer = { ...exampleValues.loadBalancer, webAclArn: 'my acl' };
    expect(settingsOf({ ...exampleValues, loadBalancer })).toEqual([
      'values.loadBalancer.webAclArn',
    ]);
  });

  it('state every variable and secret of the runtime contract', () => {
    const { REDIS_URL: _, ...variables } = exampleValues.variables;
    expect(settingsOf({ ...exampleValues, variables })).toEqual(['values.variables.REDIS_URL']);
    const { SESSION_SECRET: __, ...secrets } = exampleValues.secrets;
    expect(settingsOf({ ...exampleValues, secrets })).toEqual(['values.secrets.SESSION_SECRET']);
  });

  it('hold no secret, only where it is', () => {
    const secrets = { ...exampleValues.secrets, SESSION_SECRET: 'hunter2' };
    expect(settingsOf({ ...exampleValues, secrets })).toEqual(['values.secrets.SESSION_SECRET']);
  });
});
