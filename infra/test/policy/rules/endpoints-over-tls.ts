/** Fixtures of the rule `endpoints-over-tls`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'old TLS or plain text',
    [
      'aws_api_gateway_domain_name.a',
      'aws_apigatewayv2_domain_name.b',
      'aws_sns_topic_subscription.c',
      'aws_route53_health_check.d',
      'aws_cloudwatch_event_api_destination.e',
      'aws_ecs_task_definition.f',
    ],
    {
      aws_api_gateway_domain_name: { a: { security_policy: 'TLS_1_0' } },
      aws_apigatewayv2_domain_name: { b: { domain_name_configuration: {} } },
      aws_sns_topic_subscription: { c: { protocol: 'http' } },
      aws_route53_health_check: { d: { type: 'HTTP_STR_MATCH' } },
      aws_ecs_task_definition: {
        f: { volume: [{ name: 'a' }, { efs_volume_configuration: { file_system_id: 'fs-1' } }] },
      },
      aws_cloudwatch_event_api_destination: { e: { invocation_endpoint: 'http://example.com' } },
    },
  ),
  passes('TLS 1.2', {
    aws_api_gateway_domain_name: { a: { security_policy: 'TLS_1_2' } },
    aws_apigatewayv2_domain_name: {
      b: { domain_name_configuration: { security_policy: 'TLS_1_2' } },
    },
    aws_sns_topic_subscription: { c: { protocol: 'email' } },
    aws_ecs_task_definition: {
      f: { volume: [{ efs_volume_configuration: { transit_encryption: 'ENABLED' } }] },
    },
    aws_route53_health_check: { d: { type: 'HTTPS' }, calculated: { type: 'CALCULATED' } },
  }),
];
