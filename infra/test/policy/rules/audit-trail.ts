/** Fixtures of the rule `audit-trail`. */
import { fails, passes } from '../fixture.ts';

const good = { is_multi_region_trail: true, enable_log_file_validation: true };

export const fixtures = [
  fails('no trail', ['aws_cloudtrail'], {}),
  fails(
    'one region, without digests, off',
    ['aws_cloudtrail.region', 'aws_cloudtrail.digests', 'aws_cloudtrail.off'],
    {
      aws_cloudtrail: {
        region: { ...good, is_multi_region_trail: false },
        digests: { is_multi_region_trail: true },
        off: { ...good, enable_logging: false },
      },
    },
  ),
  passes('all regions with digests', { aws_cloudtrail: { good } }),
];
