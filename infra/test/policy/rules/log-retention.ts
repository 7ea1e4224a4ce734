/** Fixtures of the rule `log-retention`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const task = (options: object) => ({
  container_definitions: jsonencode([{}, { logConfiguration: { logDriver: 'awslogs', options } }]),
});

export const fixtures = [
  fails(
    'for ever',
    ['aws_cloudwatch_log_group.a', 'aws_cloudwatch_log_group.b', 'aws_ecs_task_definition.c'],
    {
      aws_cloudwatch_log_group: { a: {}, b: { retention_in_days: 0 } },
      aws_ecs_task_definition: { c: task({ 'awslogs-create-group': 'true' }) },
    },
  ),
  passes('a week', {
    aws_cloudwatch_log_group: { a: { retention_in_days: 7 } },
    aws_ecs_task_definition: { c: task({ 'awslogs-group': '/ecs/api' }) },
  }),
];
