/** Fixtures of the rule `reserved-log-groups`. */
import { fails, passes } from '../fixture.ts';

const writers = {
  aws_lambda_function: { notify: { function_name: 'ticketing-notify' } },
  aws_eks_cluster: { main: { name: 'ticketing', enabled_cluster_log_types: ['api'] } },
  aws_db_instance: {
    main: { identifier: 'ticketing-db', enabled_cloudwatch_logs_exports: ['postgresql'] },
  },
  aws_rds_cluster: {
    main: { cluster_identifier: 'ticketing', enabled_cloudwatch_logs_exports: ['postgresql'] },
  },
};

export const fixtures = [
  fails(
    'left to the services',
    [
      'aws_lambda_function.notify',
      'aws_eks_cluster.main',
      'aws_db_instance.main',
      'aws_rds_cluster.main',
    ],
    writers,
  ),
  fails('declared in another region', ['aws_lambda_function.notify'], {
    aws_lambda_function: writers.aws_lambda_function,
    aws_cloudwatch_log_group: {
      notify: { name: '/aws/lambda/ticketing-notify', region: 'us-east-1' },
    },
  }),
  passes('declared, by name or by reference', {
    ...writers,
    aws_cloudwatch_log_group: {
      a: { name: '/aws/lambda/${aws_lambda_function.notify.function_name}' },
      b: { name: '/aws/eks/ticketing/cluster' },
      c: { name: '/aws/rds/instance/ticketing-db/postgresql' },
      d: { name: '/aws/rds/cluster/${aws_rds_cluster.main.cluster_identifier}/postgresql' },
    },
  }),
  passes('named by the function', {
    aws_lambda_function: {
      notify: {
        function_name: 'notify',
        logging_config: { log_group: '${aws_cloudwatch_log_group.own.name}' },
      },
    },
    aws_cloudwatch_log_group: { own: { name: '/onsale/notify' } },
  }),
];
