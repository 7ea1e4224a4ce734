/** Fixtures of the rule `no-secret-literals`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const task = (environment: unknown) => ({
  container_definitions: jsonencode([{ name: 'api', environment }]),
});
const variable = (name: string, value: string) => ({
  environment: { variables: { [name]: value } },
});
const encoded = (script: string) => Buffer.from(script).toString('base64');

export const fixtures = [
  fails(
    'arguments, variables, scripts, and anything of the form of a secret',
    [
      'aws_db_instance.argument',
      'aws_rds_cluster.write_only',
      'aws_secretsmanager_secret_version.value',
      'aws_elasticache_user.list',
      'aws_ecs_task_definition.variable',
      'aws_ecs_task_definition.url',
      'aws_lambda_function.variable',
      'aws_launch_template.script',
      'aws_launch_template.yaml',
      'aws_ssm_parameter.form',
    ],
    {
      aws_db_instance: { argument: { password: 'correct horse' } },
      aws_rds_cluster: { write_only: { master_password_wo: 'correct horse' } },
      aws_secretsmanager_secret_version: { value: { secret_string: '{"password":"x"}' } },
      aws_elasticache_user: { list: { authentication_mode: { passwords: ['battery-staple'] } } },
      aws_ecs_task_definition: {
        variable: task([{ name: 'JWT_SECRET', value: 'hunter2hunter2' }]),
        url: task([{ name: 'DATABASE_URL', value: 'postgres://onsale:hunter2@db/onsale' }]),
      },
      aws_lambda_function: { variable: variable('WEBHOOK_TOKEN', 'abcdef') },
      aws_launch_template: {
        script: { user_data: encoded('#!/bin/sh\nexport DB_PASSWORD=hunter2\n') },
        yaml: { user_data: encoded('#cloud-config\n  password: hunter2\n') },
      },
      aws_ssm_parameter: { form: { value: ['AKIA', 'ABCDEFGHIJKLMNOP'].join('') } },
    },
  ),
  passes('references, names of secrets, tokens fetched when they are needed', {
    aws_db_instance: { managed: { manage_master_user_password: true, username: 'onsale' } },
    aws_rds_cluster: { write_only: { master_password_wo: '${ephemeral.x_password.y.result}' } },
    aws_ecs_task_definition: {
      references: {
        container_definitions: jsonencode([
          {
            environment: [
              {
                name: 'REDIS_URL',
                value: 'rediss://${aws_elasticache_replication_group.r.id}:6379',
              },
              { name: 'JWT_SECRET_ARN', value: 'arn:aws:secretsmanager:1' },
            ],
            secrets: [{ name: 'JWT_SECRET', valueFrom: '${aws_secretsmanager_secret.jwt.arn}' }],
          },
        ]),
      },
    },
    aws_lambda_function: { variable: variable('TOKEN_SECRET_ARN', 'arn:aws:secretsmanager:1') },
    aws_launch_template: {
      script: {
        metadata_options: { http_tokens: 'required' },
        user_data: encoded(
          'TOKEN=$(curl -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" 169.254.169.254)' +
            '\nDB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)\n' +
            "secret JWT 'arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:jwt-Ab12'\n",
        ),
      },
    },
    aws_secretsmanager_secret: { jwt: { name: 'ticketing-prod-jwt-secret' } },
  }),
];
