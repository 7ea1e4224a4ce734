/** CloudFront, firewalls, names. */
import { blocksOf, isTrue, objectsIn, textOf } from '../../../policy/reading/json.ts';
import { cloudFrontPrices, dnsPrices, firewallPrices } from '../../prices/edge.ts';
import { primaryRegion } from '../../../config/names.ts';
import { linesOf, numberAt, type Rule, type Surroundings, textAt } from '../rule.ts';
import type { ModelResource } from '../scenario.ts';

const perTenThousand = 100;

/** Visitors are in Korea, wherever the resource itself is kept. */
const forVisitors = (resource: ModelResource): ModelResource => ({
  ...resource,
  region: primaryRegion,
});

export const distribution: Rule = (resource, around) => {
  const { scenario, ofType } = around;
  if (!scenario.behindCdn) return [];
  const { outGb, requestsMillion, originShare } = scenario.usage.edge;
  const part = 1 / ofType('aws_cloudfront_distribution').length;
  const lines = linesOf(forVisitors(resource), 'edge');
  const origins = blocksOf(resource.values.origin);
  const isShielded = origins.some(({ origin_shield: shield }) =>
    blocksOf(shield).some(({ enabled }) => isTrue(enabled)),
  );
  const toOrigin = requestsMillion * originShare * perTenThousand * part;
  return [
    ...lines('bytes by CloudFront', cloudFrontPrices.out, outGb * part),
    ...lines(
      'requests to CloudFront',
      cloudFrontPrices.requests,
      requestsMillion * perTenThousand * part,
    ),
    ...lines(
      'requests to Origin Shield',
      cloudFrontPrices.shieldRequests,
      isShielded ? toOrigin : 0,
    ),
  ];
};

export const edgeFunction: Rule = (resource, { scenario: { usage, behindCdn }, ofType }) =>
  linesOf(forVisitors(resource), 'edge')(
    'calls of the edge function',
    cloudFrontPrices.functions,
    behindCdn ? usage.edge.requestsMillion / ofType('aws_cloudfront_function').length : 0,
  );

const hasBotControl = (acl: ModelResource): boolean =>
  objectsIn(acl.values).some(({ name }) => textOf(name) === 'AWSManagedRulesBotControlRuleSet');

const hasAction = (acl: ModelResource, action: 'captcha' | 'challenge'): boolean =>
  blocksOf(acl.values.rule).some((rule) =>
    blocksOf(rule.action).some((given) => given[action] !== undefined),
  );

export const webAcl: Rule = (resource, around) => {
  const lines = linesOf(resource, 'edge');
  const isBots = hasBotControl(resource);
  const { captchasThousand, botCheckedMillion } = around.scenario.usage.edge;
  return [
    ...lines('web ACL', firewallPrices.webAcl, 1),
    ...lines('rules of the firewall', firewallPrices.rule, blocksOf(resource.values.rule).length),
    ...lines('requests to the firewall', firewallPrices.requests, requestsTo(resource, around)),
    ...lines('Bot Control', firewallPrices.botControl, isBots ? 1 : 0),
    ...lines(
      'requests to Bot Control',
      firewallPrices.botControlRequests,
      isBots ? botCheckedMillion : 0,
    ),
    ...lines(
      'CAPTCHAs',
      firewallPrices.captchas,
      hasAction(resource, 'captcha') ? captchasThousand : 0,
    ),
  ];
};

/** In front of CloudFront all of them, behind it what the caches do not answer. */
function requestsTo(acl: ModelResource, { scenario }: Surroundings): number {
  const { requestsMillion, originShare } = scenario.usage.edge;
  if (textAt(acl, 'scope') === 'CLOUDFRONT') return scenario.behindCdn ? requestsMillion : 0;
  if (acl.region !== primaryRegion) return 0;
  return scenario.behindCdn ? requestsMillion * originShare : requestsMillion;
}

export const zone: Rule = (resource, { scenario: { usage }, ofType }) => {
  const lines = linesOf(resource, 'edge');
  const queries = usage.edge.dnsQueriesMillion / ofType('aws_route53_zone').length;
  return [
    ...lines('DNS zone', dnsPrices.zone, 1),
    ...lines('DNS queries', dnsPrices.queries, queries),
  ];
};

const fastSeconds = 10;

export const healthCheck: Rule = (resource) => {
  const lines = linesOf(resource, 'edge');
  const options = [
    textAt(resource, 'type').startsWith('HTTPS'),
    isTrue(resource.values.measure_latency),
    numberAt(resource, 'request_interval') === fastSeconds,
  ].filter(Boolean).length;
  return [
    ...lines('health check', dnsPrices.healthCheck, 1),
    ...lines('options of health checks', dnsPrices.healthCheckOption, options),
  ];
};

export const privateNames: Rule = (resource) =>
  linesOf(resource, 'network')('private DNS zone', dnsPrices.zone, 1);

export const registeredService: Rule = (resource) =>
  linesOf(resource, 'network')('registered service', dnsPrices.registration, 1);

/** Half of what the caches do not answer are reads that functions can answer as well. */
const readShare = 0.5;

export const readsMillionOf = ({ scenario: { usage } }: Surroundings): number =>
  usage.edge.requestsMillion * usage.edge.originShare * readShare;
