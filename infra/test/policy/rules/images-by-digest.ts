/** Fixtures of the rule `images-by-digest`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const registry = '111122223333.dkr.ecr.ap-northeast-2.amazonaws.com';
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const task = (image: string) => ({ container_definitions: jsonencode([{ name: 'api', image }]) });
const script = (image: string) => ({
  user_data: Buffer.from(`#!/bin/sh\ndocker run -d -p 8080:8080 ${image}\n`).toString('base64'),
});

export const fixtures = [
  fails(
    'tags',
    [
      'aws_ecs_task_definition.tag',
      'aws_ecs_task_definition.sidecar',
      'aws_launch_template.tag',
      'aws_launch_template.built',
      'aws_lambda_function.tag',
      'aws_ssm_parameter.tag',
    ],
    {
      aws_ecs_task_definition: {
        tag: task(`${registry}/onsale:v1.0.0`),
        sidecar: task('public.ecr.aws/aws-observability/aws-otel-collector:latest'),
      },
      aws_launch_template: {
        tag: script(`${registry}/onsale:latest`),
        built: {
          user_data:
            '${base64encode("docker run ${aws_ecr_repository.app.repository_url}:latest")}',
        },
      },
      aws_ssm_parameter: { tag: { insecure_value: `${registry}/onsale:latest` } },
      aws_lambda_function: { tag: { image_uri: `${registry}/notify:1` } },
    },
  ),
  passes('digests', {
    aws_ecs_task_definition: { digest: task(`${registry}/onsale@${digest}`) },
    aws_launch_template: { digest: script(`${registry}/onsale@${digest}`) },
    aws_ssm_parameter: { image: { value: `${registry}/onsale@${digest}` }, other: { value: 'on' } },
    aws_lambda_function: {
      digest: { image_uri: `${registry}/notify@${digest}` },
      zip: { filename: 'notify.zip' },
    },
  }),
  passes(
    'a tag in dev',
    { aws_ecs_task_definition: { tag: task('onsale:dev') } },
    { environment: 'dev' },
  ),
];
