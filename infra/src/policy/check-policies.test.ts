/** Suppressions excuse exactly what they name, and are themselves checked. */
import { describe, expect, it } from 'vitest';
import { fails } from '../../test/policy/fixture.ts';
import { environments, topologies } from '../config/names.ts';
import { checkPolicies } from './check-policies.ts';
import { describeRules } from './describe-rules.ts';
import { rules } from './rules.ts';
import { topicsHaveSubscribers } from './rules/observability/topics-have-subscribers.ts';
import { backups } from './rules/recovery/backups.ts';
import { type Suppression, suppressions } from './suppressions.ts';
import type { SynthesisedDeployment } from './synthesised.ts';

const topics = { aws_sns_topic: { 'alarms-critical': {}, 'alarms-warning': {}, other: {} } };
const { deployment } = fails('three topics without subscribers', [], topics);
const reason = 'Twenty letters, just';

const report = (...excuses: readonly Suppression[]) =>
  checkPolicies([deployment], { rules: [topicsHaveSubscribers], suppressions: excuses });
const addresses = (findings: readonly { readonly address: string }[]): string[] =>
  findings.map(({ address }) => address);

const rule = 'topics-have-subscribers';

describe('checkPolicies', () => {
  it('reports rule, stack, address, message and remedy', () => {
    expect(report().findings[0]).toEqual({
      rule,
      stack: 'compute',
      address: 'aws_sns_topic.alarms-critical',
      message: 'has no subscription.',
      remedy: 'Add aws_sns_topic_subscription.',
    });
  });

  it('excuses one address, or all that begin like it', () => {
    const one = report({ rule, address: 'aws_sns_topic.other', reason });
    expect(addresses(one.findings)).toEqual([
      'aws_sns_topic.alarms-critical',
      'aws_sns_topic.alarms-warning',
    ]);
    expect(one.suppressed).toMatchObject([{ rule, suppressedBecause: reason }]);
    const several = report({ rule, address: 'aws_sns_topic.alarms-*', reason });
    expect(addresses(several.findings)).toEqual(['aws_sns_topic.other']);
    expect(report({ rule, address: 'aws_sns_topic.oth', reason }).suppressed).toEqual([]);
  });

  it.each<[string, Suppression]>([
    [
      'unused',
      {
        rule,
        address: 'aws_sns_topic.gone',
        reason,
        topology: 'fargate',
        environments: ['prod'],
      },
    ],
    ['without a reason', { rule, address: 'aws_sns_topic.other', reason: 'because' }],
    ['of an unknown rule', { rule: 'no-such-rule', address: 'aws_sns_topic.other', reason }],
  ])('reports a suppression that is %s', (_name, suppression) => {
    const wrong = report(suppression).findings.filter((finding) => finding.rule === 'suppressions');
    expect(wrong.length).toBeGreaterThan(0);
  });

  it('counts a suppression as used when one deployment of several needs it', () => {
    const fine = fails('no topics', [], {}, { environment: 'dev' }).deployment;
    const { findings } = checkPolicies([fine, deployment], {
      rules: [backups, topicsHaveSubscribers],
      suppressions: [{ rule, address: 'aws_sns_topic.*', reason, environments: ['prod'] }],
    });
    expect(findings).toEqual([]);
  });

  it('reports once what several deployments share', () => {
    const twice = checkPolicies([deployment, deployment], {
      rules: [topicsHaveSubscribers],
      suppressions: [],
    });
    expect(twice.findings).toHaveLength(3);
  });

  it('keeps a suppression for elsewhere to elsewhere, and does not call it unused', () => {
    const elsewhere = report({ rule, address: 'aws_sns_topic.other', reason, topology: 'eks' });
    expect(elsewhere.findings).toHaveLength(3);
    expect(elsewhere.suppressed).toEqual([]);
  });

  it('calls a suppression unused only when all deployments that it may concern were seen', () => {
    const excuse: Suppression = { rule, address: 'aws_sns_topic.gone', reason };
    const everywhere = topologies.flatMap((topology) =>
      environments.map((environment) => ({ topology, environment, stacks: [] })),
    );
    const complaintsIn = (deployments: readonly SynthesisedDeployment[]) =>
      checkPolicies(deployments, { rules: [topicsHaveSubscribers], suppressions: [excuse] })
        .findings;
    expect(complaintsIn(everywhere)).toMatchObject([{ message: 'suppresses nothing.' }]);
    expect(complaintsIn(everywhere.slice(1))).toEqual([]);
  });

  it('runs a rule for prod in prod only', () => {
    const table = { aws_dynamodb_table: { tickets: {} } };
    const inProd = fails('a table', [], table).deployment;
    const inDev = fails('a table', [], table, { environment: 'dev' }).deployment;
    const findingsIn = (one: typeof inProd) =>
      checkPolicies([one], { rules: [backups], suppressions: [] }).findings;
    expect(findingsIn(inProd)).toHaveLength(1);
    expect(findingsIn(inDev)).toEqual([]);
  });
});

it('keeps only suppressions with a reason, of rules that exist', () => {
  const ids = rules.map(({ id }) => id);
  for (const suppression of suppressions) {
    expect(ids).toContain(suppression.rule);
    expect(suppression.reason.length).toBeGreaterThanOrEqual(20);
  }
});

it('describes each rule in one line of a table', () => {
  const lines = describeRules().trim().split('\n');
  expect(lines).toHaveLength(rules.length + 2);
  expect(new Set(lines.map((line) => line.split(' | ').length))).toEqual(new Set([4]));
});
