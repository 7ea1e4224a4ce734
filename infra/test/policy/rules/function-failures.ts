/** Fixtures of the rule `function-failures`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const mapping = {
  aws_lambda_event_source_mapping: {
    m: {
      function_name: '${aws_lambda_function.notify.arn}',
      event_source_arn: '${aws_sqs_queue.jobs.arn}',
    },
  },
};

export const fixtures = [
  fails('events are dropped', ['aws_lambda_function.notify'], {
    aws_lambda_function: { notify: {} },
  }),
  fails('a queue without dead letters calls', ['aws_lambda_function.notify'], {
    aws_lambda_function: { notify: {} },
    aws_sqs_queue: { jobs: {} },
    ...mapping,
  }),
  passes('dead letters, a destination, a caller that waits', {
    aws_sqs_queue: { letters: {} },
    aws_lambda_function: {
      one: { dead_letter_config: { target_arn: '${aws_sqs_queue.letters.arn}' } },
      two: {},
      three: {},
    },
    aws_lambda_function_event_invoke_config: {
      two: {
        function_name: '${aws_lambda_function.two.function_name}',
        destination_config: { on_failure: { destination: '${aws_sqs_queue.letters.arn}' } },
      },
    },
    aws_apigatewayv2_integration: {
      three: { integration_uri: '${aws_lambda_function.three.invoke_arn}' },
    },
  }),
  passes('only an API may call', {
    aws_lambda_function: { read: {} },
    aws_lambda_permission: {
      api: {
        action: 'lambda:InvokeFunction',
        function_name: '${aws_lambda_function.read.function_name}',
        principal: 'apigateway.amazonaws.com',
      },
    },
  }),
  fails('a bus may call', ['aws_lambda_function.read'], {
    aws_lambda_function: { read: {} },
    aws_lambda_permission: {
      bus: {
        action: 'lambda:InvokeFunction',
        function_name: '${aws_lambda_function.read.function_name}',
        principal: 'events.amazonaws.com',
      },
    },
  }),
  passes('a queue with dead letters calls', {
    aws_lambda_function: { notify: {} },
    aws_sqs_queue: {
      jobs: {
        redrive_policy: jsonencode({ deadLetterTargetArn: '${aws_sqs_queue.letters.arn}' }),
      },
      letters: {},
    },
    ...mapping,
  }),

  fails('one caller waits, another one does not', ['aws_lambda_function.notify'], {
    aws_lambda_function: { notify: {} },
    aws_sqs_queue: { jobs: {} },
    ...mapping,
    aws_apigatewayv2_integration: {
      api: { integration_uri: '${aws_lambda_function.notify.invoke_arn}' },
    },
  }),
];
