/** Fixtures of the rule `caches-over-tls`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'without TLS, with optional TLS, without a password',
    [
      'aws_elasticache_replication_group.plain',
      'aws_elasticache_replication_group.optional',
      'aws_elasticache_replication_group.anybody',
      'aws_elasticache_serverless_cache.anybody',
      'aws_elasticache_cluster.single',
      'aws_elasticache_user.open',
    ],
    {
      aws_elasticache_replication_group: {
        plain: { user_group_ids: ['app'] },
        optional: {
          transit_encryption_enabled: true,
          transit_encryption_mode: 'preferred',
          user_group_ids: ['app'],
        },
        anybody: { transit_encryption_enabled: true },
      },
      aws_elasticache_serverless_cache: { anybody: {} },
      aws_elasticache_cluster: { single: {} },
      aws_elasticache_user: {
        open: {
          access_string: 'on ~* +@all',
          authentication_mode: { type: 'no-password-required' },
        },
      },
    },
  ),
  passes('TLS with users, the default one off', {
    aws_elasticache_replication_group: {
      users: { transit_encryption_enabled: true, user_group_ids: ['app'] },
      token: {
        transit_encryption_enabled: true,
        transit_encryption_mode: 'required',
        auth_token_wo: '${ephemeral.aws_secretsmanager_secret_version.token.secret_string}',
      },
    },
    aws_elasticache_user: {
      nobody: { access_string: 'off -@all', no_password_required: true },
      app: { access_string: 'on ~* +@all', authentication_mode: { type: 'iam' } },
    },
  }),
];
