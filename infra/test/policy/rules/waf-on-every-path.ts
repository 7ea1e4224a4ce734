/** Fixtures of the rule `waf-on-every-path`. */
import { fails, passes, stackOf } from '../fixture.ts';

const regional = { aws_wafv2_web_acl: { api: { scope: 'REGIONAL' } } };
const association = (resource_arn: string, acl = 'api') => ({
  resource_arn,
  web_acl_arn: `\${aws_wafv2_web_acl.${acl}.arn}`,
});

export const fixtures = [
  fails('the site is protected, the API is not', ['aws_lb.api'], {
    aws_wafv2_web_acl: { site: { scope: 'CLOUDFRONT' } },
    aws_cloudfront_distribution: { site: { web_acl_id: '${aws_wafv2_web_acl.site.arn}' } },
    aws_lb: { api: { internal: false } },
  }),
  fails(
    'no ACL, or one of the wrong scope',
    ['aws_cloudfront_distribution.site', 'aws_lb.api', 'aws_api_gateway_stage.prod'],
    {
      ...regional,
      aws_cloudfront_distribution: { site: { web_acl_id: '${aws_wafv2_web_acl.api.arn}' } },
      aws_lb: { api: {} },
      aws_api_gateway_stage: { prod: {} },
    },
  ),
  fails('what cannot carry one', ['aws_lb.network', 'aws_apigatewayv2_api.http'], {
    aws_lb: { network: { load_balancer_type: 'network' } },
    aws_apigatewayv2_api: { http: { protocol_type: 'HTTP' } },
  }),
  fails('a cluster whose controller knows of none', ['aws_eks_cluster.main'], {
    ...regional,
    aws_eks_cluster: { main: {} },
  }),
  passes('one on each path', {
    aws_wafv2_web_acl: { ...regional.aws_wafv2_web_acl, site: { scope: 'CLOUDFRONT' } },
    aws_wafv2_web_acl_association: {
      api: association('${aws_lb.api.arn}'),
      stage: association('${aws_api_gateway_stage.prod.arn}'),
    },
    aws_cloudfront_distribution: { site: { web_acl_id: '${aws_wafv2_web_acl.site.arn}' } },
    aws_lb: { api: {}, inside: { internal: true, load_balancer_type: 'network' } },
    aws_api_gateway_stage: { prod: {} },
    aws_apigatewayv2_api: { http: { disable_execute_api_endpoint: true } },
  }),
  passes(
    'the ACL and its association in an other stack than the load balancer',
    {
      ...regional,
      aws_wafv2_web_acl_association: {
        api: association('${data.terraform_remote_state.compute.outputs.balancer}'),
      },
    },
    {
      data: {
        terraform_remote_state: {
          compute: { backend: 's3', config: { bucket: 'b', key: 'balancer' } },
        },
      },
      others: [
        stackOf(
          'balancer',
          'network',
          { aws_lb: { api: {} } },
          {
            terraform: { backend: { s3: { bucket: 'b', key: 'balancer' } } },
            output: { balancer: { value: '${aws_lb.api.arn}' } },
          },
        ),
      ],
    },
  ),
  passes(
    'a cluster whose controller is told of one',
    { ...regional, aws_eks_cluster: { main: {} } },
    { file: { output: { acl: { value: '${aws_wafv2_web_acl.api.arn}' } } } },
  ),

  fails('one of two load balancers', ['aws_lb.admin'], {
    ...regional,
    aws_lb: { api: {}, admin: {} },
    aws_wafv2_web_acl_association: { api: association('${aws_lb.api.arn}') },
  }),
  fails(
    'a cluster with two ACLs, neither of which is both regional and handed on',
    ['aws_eks_cluster.main'],
    {
      aws_wafv2_web_acl: { api: { scope: 'REGIONAL' }, site: { scope: 'CLOUDFRONT' } },
      aws_eks_cluster: { main: {} },
    },
    { file: { output: { acl: { value: '${aws_wafv2_web_acl.site.arn}' } } } },
  ),
];
