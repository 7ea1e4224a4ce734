/** Fixtures of the rule `no-administrators`. */
import { fails, passes } from '../fixture.ts';

const managed = 'arn:aws:iam::aws:policy/';

export const fixtures = [
  fails(
    'wide policies of AWS',
    [
      'aws_iam_role_policy_attachment.a',
      'aws_iam_role_policy_attachment.b',
      'aws_iam_role_policy_attachment.c',
      'aws_iam_role.d',
    ],
    {
      aws_iam_role_policy_attachment: {
        a: { policy_arn: `${managed}AdministratorAccess` },
        b: { policy_arn: `${managed}AmazonS3FullAccess` },
        c: { policy_arn: `${managed}PowerUserAccess` },
      },
      aws_iam_role: { d: { managed_policy_arns: [`${managed}IAMFullAccess`] } },
    },
  ),
  passes('narrow ones, and our own', {
    aws_iam_role_policy_attachment: {
      a: { policy_arn: `${managed}AmazonSSMManagedInstanceCore` },
      b: { policy_arn: `${managed}service-role/AmazonRDSEnhancedMonitoringRole` },
      own: { policy_arn: '${aws_iam_policy.own.arn}' },
    },
    aws_iam_policy: { own: {} },
  }),
];
