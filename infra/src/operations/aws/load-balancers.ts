/** Load balancers: which target group gets the requests, and whether its targets are healthy. */
import {
  CreateRuleCommand,
  DeleteRuleCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { clientConfig, type ClientOptions, orMissing, present } from './options.ts';

export type BalancerPlace = {
  readonly arn: string;
  readonly dnsName: string;
  /** Of the dimension `LoadBalancer`: `app/<name>/<id>`. */
  readonly arnSuffix: string;
};

export type Weight = { readonly targetGroupArn: string; readonly weight: number };

export type TargetCount = { readonly healthy: number; readonly all: number };

export type LoadBalancers = {
  readonly find: (name: string) => Promise<BalancerPlace | undefined>;
  /** The listener on 443, and where it forwards to. */
  readonly httpsListener: (
    loadBalancerArn: string,
  ) => Promise<{ readonly arn: string; readonly weights: readonly Weight[] }>;
  readonly forward: (listenerArn: string, weights: readonly Weight[]) => Promise<void>;
  /** Requests that carry the header go to the target group, whoever gets the others. */
  readonly openDoor: (listenerArn: string, door: Door) => Promise<string>;
  readonly closeDoor: (ruleArn: string) => Promise<void>;
  readonly targets: (targetGroupArn: string) => Promise<TargetCount>;
  readonly unprotect: (arn: string) => Promise<void>;
};

export type Door = {
  readonly header: string;
  readonly value: string;
  readonly targetGroupArn: string;
  readonly priority: number;
};

const suffixOf = (arn: string): string => arn.slice(arn.indexOf(':loadbalancer/') + 14);

export function createLoadBalancers(options: ClientOptions): LoadBalancers {
  const elb = new ElasticLoadBalancingV2Client(clientConfig(options));
  return {
    async find(name) {
      const answer = await orMissing(elb.send(new DescribeLoadBalancersCommand({ Names: [name] })));
      const found = answer?.LoadBalancers?.[0];
      if (found === undefined) return undefined;
      const arn = present(found.LoadBalancerArn, 'an ARN');
      return { arn, arnSuffix: suffixOf(arn), dnsName: present(found.DNSName, 'a name') };
    },
    async httpsListener(loadBalancerArn) {
      const { Listeners: listeners = [] } = await elb.send(
        new DescribeListenersCommand({ LoadBalancerArn: loadBalancerArn }),
      );
      const listener = present(
        listeners.find(({ Port }) => Port === 443),
        'a listener on port 443',
      );
      const action = listener.DefaultActions?.find(({ Type }) => Type === 'forward');
      const groups = action?.ForwardConfig?.TargetGroups ?? [];
      return {
        arn: present(listener.ListenerArn, 'an ARN'),
        weights: groups.map(({ TargetGroupArn = '', Weight: weight = 0 }) => ({
          targetGroupArn: TargetGroupArn,
          weight,
        })),
      };
    },
    async forward(listenerArn, weights) {
      await elb.send(
        new ModifyListenerCommand({
          ListenerArn: listenerArn,
          DefaultActions: [
            {
              Type: 'forward',
              ForwardConfig: {
                TargetGroups: weights.map(({ targetGroupArn, weight }) => ({
                  TargetGroupArn: targetGroupArn,
                  Weight: weight,
                })),
              },
            },
          ],
        }),
      );
    },
    async openDoor(listenerArn, { header, value, targetGroupArn, priority }) {
      await closeDoors(elb, listenerArn, header);
      const { Rules: rules = [] } = await elb.send(
        new CreateRuleCommand({
          ListenerArn: listenerArn,
          Priority: priority,
          Conditions: [
            {
              Field: 'http-header',
              HttpHeaderConfig: { HttpHeaderName: header, Values: [value] },
            },
          ],
          Actions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
        }),
      );
      return present(rules[0]?.RuleArn, 'the ARN of the rule');
    },
    async closeDoor(ruleArn) {
      await orMissing(elb.send(new DeleteRuleCommand({ RuleArn: ruleArn })));
    },
    async targets(targetGroupArn) {
      const { TargetHealthDescriptions: targets = [] } = await elb.send(
        new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn }),
      );
      const states = targets.map(({ TargetHealth }) => TargetHealth?.State);
      return {
        healthy: states.filter((state) => state === 'healthy').length,
        all: states.filter((state) => state !== 'draining').length,
      };
    },
    async unprotect(arn) {
      await elb.send(
        new ModifyLoadBalancerAttributesCommand({
          LoadBalancerArn: arn,
          Attributes: [{ Key: 'deletion_protection.enabled', Value: 'false' }],
        }),
      );
    },
  };
}

/** Of a release that died before it could close its own. */
async function closeDoors(
  elb: ElasticLoadBalancingV2Client,
  listenerArn: string,
  header: string,
): Promise<void> {
  const { Rules: rules = [] } = await elb.send(
    new DescribeRulesCommand({ ListenerArn: listenerArn }),
  );
  for (const { RuleArn, Conditions = [] } of rules) {
    const isDoor = Conditions.some((one) => one.HttpHeaderConfig?.HttpHeaderName === header);
    if (isDoor && RuleArn !== undefined) await elb.send(new DeleteRuleCommand({ RuleArn }));
  }
}
