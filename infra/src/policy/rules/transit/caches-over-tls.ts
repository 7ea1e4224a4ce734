/** Caches speak TLS only and let nobody in without a password. */
import { isPresent, isTrue, textOf, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const cachesOverTls: Rule = {
  id: 'caches-over-tls',
  title: 'Caches demand TLS and authentication',
  reason: 'Everything inside the network may otherwise read and end sessions.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_elasticache_replication_group: ({ values }) => {
          const inherits = isPresent(values.global_replication_group_id);
          if (!inherits && !isTrue(values.transit_encryption_enabled))
            return 'does not demand TLS.';
          if (values.transit_encryption_mode === 'preferred')
            return 'accepts connections without TLS.';
          return isPresent(values.user_group_ids) ||
            isPresent(values.auth_token) ||
            isPresent(values.auth_token_wo)
            ? undefined
            : 'lets everybody in without a password.';
        },
        aws_elasticache_serverless_cache: ({ values }) =>
          isPresent(values.user_group_id) ? undefined : 'lets everybody in without a password.',
        aws_elasticache_cluster: ({ values }) =>
          isPresent(values.replication_group_id) ? undefined : 'has no authentication.',
        aws_elasticache_user: ({ values }) => {
          const open =
            isTrue(values.no_password_required) ||
            textOf(valueAt(values.authentication_mode, 'type')) === 'no-password-required';
          // The user `default` has to exist; without a password it is closed by being off.
          return open && !/^off\b/.test(textOf(values.access_string) ?? '')
            ? 'gets in without a password.'
            : undefined;
        },
      },
      'Set transit_encryption_enabled with a user group, or with a token that only AWS knows.',
    ),
};
