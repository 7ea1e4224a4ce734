/** The form in which Terraform reads statements, and that ours fit what the provider nests. */
import { describe, expect, it } from 'vitest';
import type { WafConfig } from '../../config/waf-config.ts';
import { wafConfig } from '../../config/eks/waf.ts';
import { edgeRules } from './edge-rules.ts';
import { originRules } from './origin-rules.ts';
import {
  all,
  hasHeader,
  hasLabel,
  headerContains,
  type Match,
  methodMatches,
  not,
  oneOf,
  pathMatches,
  pathStartsWith,
  type Statement,
} from './statements.ts';

const config: WafConfig = { ...wafConfig('prod'), loadTestAddresses: ['192.0.2.1/32'] };
const loadTestSetArn = 'arn:aws:wafv2:us-east-1:111122223333:global/ipset/load-tests/1';

const everyRule = [
  ...edgeRules({ config, loadTestSetArn }),
  ...originRules({ config, loadTestSetArn }),
];

function depthOf(match: Match): number {
  const inner = insideOf(match);
  return inner.length === 0 ? 0 : 1 + Math.max(...inner.map(depthOf));
}

function insideOf(match: Match): readonly Match[] {
  if ('and_statement' in match) return match.and_statement.statement;
  if ('or_statement' in match) return match.or_statement.statement;
  return 'not_statement' in match ? [match.not_statement.statement] : [];
}

const scopeOf = (statement: Statement): Match | undefined => {
  if ('rate_based_statement' in statement)
    return statement.rate_based_statement.scope_down_statement;
  return 'managed_rule_group_statement' in statement
    ? statement.managed_rule_group_statement.scope_down_statement
    : undefined;
};

describe('statements', () => {
  it('have the names of the provider', () => {
    expect(pathStartsWith('/api/')).toEqual({
      byte_match_statement: {
        search_string: '/api/',
        positional_constraint: 'STARTS_WITH',
        field_to_match: { uri_path: {} },
        text_transformation: [{ priority: 0, type: 'URL_DECODE' }],
      },
    });
    expect(methodMatches('^GET$')).toEqual({
      regex_match_statement: {
        regex_string: '^GET$',
        field_to_match: { method: {} },
        text_transformation: [{ priority: 0, type: 'NONE' }],
      },
    });
    expect(hasHeader('authorization')).toMatchObject({
      size_constraint_statement: {
        comparison_operator: 'GT',
        size: 0,
        field_to_match: { single_header: { name: 'authorization' } },
      },
    });
    expect(not(oneOf(hasLabel('a'), all(hasLabel('b'), headerContains('accept', 'c'))))).toEqual({
      not_statement: {
        statement: {
          or_statement: {
            statement: [
              { label_match_statement: { scope: 'LABEL', key: 'a' } },
              { and_statement: { statement: [hasLabel('b'), headerContains('accept', 'c')] } },
            ],
          },
        },
      },
    });
    expect(pathMatches('^/x$')).toHaveProperty('regex_match_statement.regex_string', '^/x$');
  });

  it('nest no deeper than the provider knows: three in a rule, two in a scope', () => {
    for (const { name, statement } of everyRule) {
      const scope = scopeOf(statement);
      const match = scope ?? (isMatch(statement) ? statement : undefined);
      if (match === undefined) continue;
      const isDeep = depthOf(match) > (scope === undefined ? 3 : 2);
      expect([name, isDeep]).toEqual([name, false]);
    }
  });

  it('have names that are different, as metrics need them', () => {
    const names = edgeRules({ config, loadTestSetArn }).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[\w-]{1,128}$/);
  });
});

const isMatch = (statement: Statement): statement is Match =>
  !('managed_rule_group_statement' in statement || 'rate_based_statement' in statement);
