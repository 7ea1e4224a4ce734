/** One door, encrypted, whose targets live by their health and not by the database's. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { computeConfig } from '../../config/fargate/compute.ts';
import { createLoadBalancer, type LoadBalancerProps } from './load-balancer.ts';
import { shortName } from './short-name.ts';

const config = computeConfig('prod').loadBalancer;

const balancerWith = (given: Partial<LoadBalancerProps> = {}) =>
  synthesise((stack) => {
    createLoadBalancer(stack, 'balancer', {
      name: (part) => `ticketing-dev-${part}`,
      config,
      network: { vpcId: 'vpc-1', publicSubnetIds: ['subnet-a', 'subnet-c'] },
      securityGroupIds: ['sg-alb'],
      certificateArn: 'arn:aws:acm:ap-northeast-2:111122223333:certificate/1',
      accessLogsBucket: 'ticketing-dev-logs',
      targetPort: 8080,
      targetType: 'ip',
      targets: ['tg'],
      ...given,
    });
  });

describe('a load balancer', () => {
  const balancer = balancerWith();
  const listeners = balancer.resources('aws_lb_listener');

  it('faces the Internet, keeps a log, and cannot be deleted by accident in prod', () => {
    expect(balancer.onlyOne('aws_lb')).toMatchObject({
      name: 'ticketing-dev-alb',
      internal: false,
      subnets: ['subnet-a', 'subnet-c'],
      security_groups: ['sg-alb'],
      access_logs: { enabled: true, bucket: 'ticketing-dev-logs' },
      enable_deletion_protection: true,
      drop_invalid_header_fields: true,
      desync_mitigation_mode: 'defensive',
    });
  });

  it('sends everybody from HTTP to HTTPS, with TLS 1.2 or 1.3', () => {
    expect(listeners.map(({ port, protocol }) => [port, protocol])).toEqual([
      [80, 'HTTP'],
      [443, 'HTTPS'],
    ]);
    expect(listeners[0]?.default_action).toEqual([
      {
        type: 'redirect',
        redirect: { port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' },
      },
    ]);
    expect(listeners[1]).toMatchObject({ ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' });
    expect(JSON.stringify(listeners[1]?.default_action)).toContain('aws_lb_target_group.');
  });

  it('asks each target whether it lives, as document C says, and has no stickiness', () => {
    expect(balancer.onlyOne('aws_lb_target_group')).toMatchObject({
      name: 'ticketing-dev-tg',
      port: 8080,
      target_type: 'ip',
      health_check: {
        path: '/health',
        interval: 30,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      },
      deregistration_delay: '60',
      stickiness: { enabled: false },
    });
  });

  it('can be sticky for those who insist', () => {
    const sticky = balancerWith({ config: { ...config, stickySeconds: 300 } });
    expect(sticky.onlyOne('aws_lb_target_group').stickiness).toEqual({
      type: 'lb_cookie',
      enabled: true,
      cookie_duration: 300,
    });
  });

  it('leaves the choice of a colour to releases', () => {
    const [, https] = balancerWith({ targets: ['blue', 'green'] }).resources('aws_lb_listener');
    expect(https).toMatchObject({
      default_action: [
        { type: 'forward', forward: { target_group: [{ weight: 100 }, { weight: 0 }] } },
      ],
      lifecycle: { ignore_changes: ['default_action'] },
    });
    expect(JSON.stringify(listeners[1])).not.toContain('ignore_changes');
  });
});

describe('a short name', () => {
  const long = 'abcdefghijkl-staging-standby-green';

  it('is the name itself when that fits', () => {
    expect(shortName('ticketing-dev-tg')).toBe('ticketing-dev-tg');
  });

  it('fits, says what it is, and differs when the name does', () => {
    expect(shortName(long)).toMatch(/^h[0-9a-f]{6}-[a-z-]*-standby-green$/);
    expect(shortName(long).length).toBeLessThanOrEqual(32);
    expect(shortName(long)).not.toBe(shortName(`b${long.slice(1)}`));
  });
});
