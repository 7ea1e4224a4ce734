/** Fixtures of the rule `oidc-names-repository`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const github = 'token.actions.githubusercontent.com';
const provider = { aws_iam_openid_connect_provider: { github: { url: `https://${github}` } } };

const trust = (subject: string, more: object = {}) => ({
  assume_role_policy: jsonencode({
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: '${aws_iam_openid_connect_provider.github.arn}' },
        Condition: {
          StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
          StringLike: { [`${github}:sub`]: subject },
        },
        ...more,
      },
    ],
  }),
});

export const fixtures = [
  fails(
    'any repository, any of an owner, any workflow of a repository, no subject, no audience',
    ['any', 'owner', 'workflow', 'subjectless', 'audienceless'].map(
      (name) => `aws_iam_role.${name}`,
    ),
    {
      ...provider,
      aws_iam_role: {
        any: trust('repo:*'),
        owner: trust('repo:example/*:environment:prod'),
        workflow: trust('repo:example/onsale:*'),
        subjectless: trust('', {
          Condition: { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } },
        }),
        audienceless: trust('', {
          Condition: {
            StringEquals: { [`${github}:sub`]: 'repo:example/onsale:environment:prod' },
          },
        }),
      },
    },
  ),
  passes('an environment or a branch of one repository; a service account', {
    ...provider,
    aws_iam_role: {
      deploy: trust('repo:example/onsale:environment:prod'),
      plan: trust('repo:example/onsale:pull_request'),
      build: trust('repo:example/onsale:ref:refs/heads/main'),
      pod: {
        assume_role_policy: jsonencode({
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRoleWithWebIdentity',
              Principal: { Federated: 'arn:aws:iam::1:oidc-provider/oidc.eks/id/1' },
              Condition: {
                StringEquals: {
                  'oidc.eks/id/1:aud': 'sts.amazonaws.com',
                  'oidc.eks/id/1:sub': 'system:serviceaccount:onsale:api',
                },
              },
            },
          ],
        }),
      },
      service: {
        assume_role_policy: jsonencode({
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Principal: { Service: 'ec2.amazonaws.com' },
            },
          ],
        }),
      },
    },
  }),

  fails('one subject of two, and a provider that is named by ARN', ['aws_iam_role.two'], {
    aws_iam_role: {
      two: {
        assume_role_policy: jsonencode({
          Statement: [
            {
              Effect: 'Allow',
              Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
              Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${github}` },
              Condition: {
                StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
                StringLike: {
                  [`${github}:sub`]: ['repo:example/onsale:pull_request', 'repo:example/onsale'],
                },
              },
            },
          ],
        }),
      },
    },
  }),
];
