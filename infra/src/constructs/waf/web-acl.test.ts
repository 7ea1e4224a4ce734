/** What the firewalls do to whom: who is asked for a proof, who is refused, who is let through. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { wafConfig } from '../../config/eks/waf.ts';
import type { WafConfig } from '../../config/waf-config.ts';
import { createWebAcl, type WebAcl, type WebAclProps } from './web-acl.ts';

type Action = Readonly<Record<string, unknown>>;
type MadeRule = {
  readonly name: string;
  readonly priority: number;
  readonly action?: Action;
  readonly override_action?: Action;
  readonly statement: Readonly<Record<string, unknown>>;
  readonly visibility_config: { readonly metric_name: string };
};

function made(
  protects: WebAclProps['protects'] = 'cloudfront',
  config: WafConfig = wafConfig('prod'),
) {
  const outputs: WebAcl[] = [];
  const resources = synthesise((stack) => {
    outputs.push(
      createWebAcl(stack, 'waf', {
        name: (part) => `ticketing-prod-${part}`,
        config,
        logsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
        accountId: '111122223333',
        protects,
      }),
    );
  });
  const acl = resources.onlyOne('aws_wafv2_web_acl');
  const rules = acl.rule as readonly MadeRule[];
  return { ...resources, acl, rules, output: outputs[0] };
}

const edge = made();
const ruleNamed = (name: string, rules = edge.rules): MadeRule => {
  const rule = rules.find((one) => one.name === name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return rule;
};
const keysOf = (name: string) => ruleNamed(name).statement.rate_based_statement;
const textOf = (rule: MadeRule): string => JSON.stringify(rule.statement);

describe('the firewall at the edge', () => {
  it('asks its rules in this order', () => {
    expect(edge.rules.map(({ name }) => name)).toEqual([
      'known-attackers',
      'known-bad-inputs',
      'common-attacks',
      'bot-control',
      'captcha-if-bot',
      'no-sale-to-bots',
      'limit-sign-ins',
      'limit-holds',
      'limit-orders',
      'limit-api-of-session',
      'limit-api-of-key',
      'limit-api-of-address',
      'limit-api-of-carrier',
      'challenge-pages',
    ]);
    expect(edge.rules.map(({ priority }) => priority)).toEqual(edge.rules.map((_, at) => at));
    expect(edge.output?.ruleNames).toEqual(edge.rules.map(({ name }) => name));
    expect(edge.acl.scope).toBe('CLOUDFRONT');
  });

  it('measures every rule by its name', () => {
    for (const { name, visibility_config } of edge.rules) {
      expect(visibility_config).toEqual({
        cloudwatch_metrics_enabled: true,
        metric_name: name,
        sampled_requests_enabled: true,
      });
    }
  });

  it('never answers a call of the API with a puzzle', () => {
    const puzzles = edge.rules.filter(
      ({ action = {} }) => 'captcha' in action || 'challenge' in action,
    );
    expect(puzzles.map(({ name }) => name)).toEqual(['captcha-if-bot', 'challenge-pages']);
    for (const rule of puzzles) {
      expect(textOf(rule)).toContain('"search_string":"text/html"');
      expect(textOf(rule)).toContain('"regex_string":"^GET$"');
    }
  });

  it('asks only bots for a CAPTCHA, by labels that Bot Control has', () => {
    expect(ruleNamed('bot-control').override_action).toEqual({ count: {} });
    const text = textOf(ruleNamed('captcha-if-bot'));
    expect(text).toContain('awswaf:managed:aws:bot-control:signal:automated_browser');
    expect(text).not.toContain('bot:known');
    expect(text).toMatch(/"not_statement":\{"statement":\{[^}]*bot-control:bot:verified"/);
  });

  it('sells nothing to programs without a key, unless it only counts them', () => {
    expect(ruleNamed('no-sale-to-bots').action).toMatchObject({
      block: { custom_response: { response_code: 403 } },
    });
    expect(textOf(ruleNamed('no-sale-to-bots'))).toContain('authorization');
    const staging = made('cloudfront', wafConfig('staging'));
    expect(ruleNamed('no-sale-to-bots', staging.rules).action).toEqual({ count: {} });
  });

  it('counts sessions at their address, so that a carrier is not one caller', () => {
    expect(keysOf('limit-api-of-session')).toMatchObject({
      limit: 1_000,
      evaluation_window_sec: 60,
      aggregate_key_type: 'CUSTOM_KEYS',
      custom_key: [{ ip: {} }, { cookie: { name: '__Host-onsale_session' } }],
    });
    expect(keysOf('limit-api-of-address')).toMatchObject({
      limit: 1_000,
      aggregate_key_type: 'IP',
    });
    expect(keysOf('limit-api-of-carrier')).toMatchObject({
      limit: 20_000,
      aggregate_key_type: 'IP',
    });
  });

  it('refuses in JSON, with the time to wait', () => {
    const limits = edge.rules.filter(({ name }) => name.startsWith('limit-'));
    expect(limits).toHaveLength(7);
    for (const { action } of limits) {
      expect(action).toEqual({
        block: {
          custom_response: {
            response_code: 429,
            custom_response_body_key: 'rate-limited',
            response_header: [
              { name: 'cache-control', value: 'no-store' },
              { name: 'retry-after', value: '10' },
            ],
          },
        },
      });
    }
    expect(JSON.stringify(edge.acl.custom_response_body)).toContain('APPLICATION_JSON');
  });

  it('leaves messages of payment providers alone', () => {
    for (const name of ['common-attacks', 'limit-api-of-address', 'limit-api-of-carrier']) {
      expect(textOf(ruleNamed(name))).toContain('payments/webhooks');
    }
  });

  it('lets load tests through by address only, and only where there are some', () => {
    expect(edge.resources('aws_wafv2_ip_set')).toEqual([]);
    const config = { ...wafConfig('staging'), loadTestAddresses: ['192.0.2.1/32'] };
    const { rules, onlyOne } = made('cloudfront', config);
    expect(onlyOne('aws_wafv2_ip_set').addresses).toEqual(['192.0.2.1/32']);
    expect(rules[0]).toMatchObject({ name: 'allow-load-tests', action: { allow: {} } });
    expect(Object.keys(rules[0]?.statement ?? {})).toEqual(['ip_set_reference_statement']);
  });

  it('pays for Bot Control only where it is wanted', () => {
    const { rules } = made('cloudfront', { ...wafConfig('dev'), bots: 'off' });
    expect(rules.map(({ name }) => name)).not.toContain('bot-control');
  });
});

describe('its logs', () => {
  it('have a name that AWS takes, a key, an end, and no credentials in them', () => {
    expect(edge.onlyOne('aws_cloudwatch_log_group')).toMatchObject({
      name: 'aws-waf-logs-ticketing-prod-edge',
      retention_in_days: 30,
      kms_key_id: 'arn:aws:kms:us-east-1:111122223333:key/1',
    });
    expect(edge.onlyOne('aws_wafv2_web_acl_logging_configuration').redacted_fields).toEqual([
      { single_header: { name: 'authorization' } },
      { single_header: { name: 'cookie' } },
    ]);
  });

  it('hold only what was refused in prod, everything elsewhere', () => {
    const filterOf = ({ onlyOne }: ReturnType<typeof made>) =>
      onlyOne('aws_wafv2_web_acl_logging_configuration').logging_filter;
    expect(filterOf(edge)).toMatchObject({ default_behavior: 'DROP' });
    expect(filterOf(made('cloudfront', wafConfig('dev')))).toBeUndefined();
  });
});

describe('the firewall at the load balancer', () => {
  const origin = made({ loadBalancerArn: 'arn:alb' });

  it('is tied to it', () => {
    expect(origin.acl.scope).toBe('REGIONAL');
    expect(origin.onlyOne('aws_wafv2_web_acl_association').resource_arn).toBe('arn:alb');
    expect(edge.resources('aws_wafv2_web_acl_association')).toEqual([]);
    expect(made('cluster').resources('aws_wafv2_web_acl_association')).toEqual([]);
  });

  it('counts by the address that the edge function wrote, and asks nobody for a proof', () => {
    expect(origin.rules.map(({ name }) => name)).toEqual([
      'known-bad-inputs',
      'common-attacks',
      'limit-api-of-carrier',
    ]);
    expect(origin.rules[2]?.statement.rate_based_statement).toMatchObject({
      aggregate_key_type: 'FORWARDED_IP',
      forwarded_ip_config: { header_name: 'x-viewer-address' },
    });
  });
});
