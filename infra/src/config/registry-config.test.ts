/** Images that a deployment runs are never taken away, and names are names. */
import { describe, expect, it } from 'vitest';
import { registryConfig } from './registry.ts';
import { checkRegistry } from './registry-config.ts';

const good = registryConfig('ticketing');

describe('registry configuration', () => {
  it('is sound', () => {
    expect(checkRegistry('account/prod registry', good)).toEqual([]);
  });

  it('refuses repositories without a proper name, and images that are gone too soon', () => {
    const problems = checkRegistry('account/prod registry', {
      ...good,
      repositories: ['Ticketing', 'Ticketing'],
      imagesKept: 1,
      untaggedDays: 0,
    });
    expect(new Set(problems.map(({ setting }) => setting))).toEqual(
      new Set([
        'account/prod registry.repositories',
        'account/prod registry.imagesKept',
        'account/prod registry.untaggedDays',
      ]),
    );
  });
});
