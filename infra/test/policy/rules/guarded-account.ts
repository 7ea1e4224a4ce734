/** Fixtures of the rule `guarded-account`. */
import { fails, passes } from '../fixture.ts';

const file = (providers: readonly object[], version: string) => ({
  file: {
    provider: { aws: providers },
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } },
  },
});
const guarded = { allowed_account_ids: ['111122223333'] };

export const fixtures = [
  fails('any account', ['provider.aws.us'], {}, file([guarded, { alias: 'us' }], '6.66.0')),
  fails('any version', ['terraform.required_providers.aws'], {}, file([guarded], '~> 6.0')),
  passes('one account, one version', {}, file([guarded], '6.66.0')),
];
