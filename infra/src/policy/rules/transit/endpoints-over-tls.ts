/** Everything else that has an address speaks TLS 1.2 or later. */
import { blocksOf, type Json, textOf, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const endpointsOverTls: Rule = {
  id: 'endpoints-over-tls',
  title: 'API domains, subscriptions, health checks and mounts use TLS',
  reason: 'One way in or out over plain text is enough to read what passes.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_api_gateway_domain_name: ({ values }) => unlessStrong(values.security_policy),
        aws_apigatewayv2_domain_name: ({ values }) =>
          unlessStrong(valueAt(values.domain_name_configuration, 'security_policy')),
        aws_sns_topic_subscription: ({ values }) =>
          values.protocol === 'http' ? 'delivers over plain HTTP.' : undefined,
        aws_route53_health_check: ({ values }) =>
          textOf(values.type)?.startsWith('HTTP') === true &&
          textOf(values.type)?.startsWith('HTTPS') !== true
            ? 'asks over plain HTTP.'
            : undefined,
        aws_ecs_task_definition: ({ values }) =>
          blocksOf(values.volume)
            .flatMap(({ efs_volume_configuration }) => blocksOf(efs_volume_configuration))
            .every(({ transit_encryption }) => transit_encryption === 'ENABLED')
            ? undefined
            : 'mounts a file system without TLS.',
        aws_cloudwatch_event_api_destination: ({ values }) =>
          textOf(values.invocation_endpoint)?.startsWith('http:') === true
            ? 'delivers over plain HTTP.'
            : undefined,
      },
      'Use HTTPS, the security policy TLS_1_2 or a later one, transit_encryption ENABLED.',
    ),
};

const unlessStrong = (policy: Json | undefined): string | undefined =>
  /TLS_1_[23]|TLS13/.test(textOf(policy) ?? '') ? undefined : 'permits TLS below 1.2.';
