/** Who changed what in the account is recorded, in all regions, tamper-evident. */
import { isFalse, isTrue } from '../../reading/json.ts';
import { complain, type Rule, violationAt } from '../../rule.ts';

export const auditTrail: Rule = {
  id: 'audit-trail',
  title: 'CloudTrail records all regions, with digests',
  reason: 'Without it nobody can say afterwards who did what, or that the record is whole.',
  check: (graph) => {
    const trails = graph.ofType('aws_cloudtrail');
    const [first] = graph.stacks;
    if (trails.length === 0 && first !== undefined) {
      return [
        violationAt(
          first,
          'aws_cloudtrail',
          'does not exist in any stack of the deployment.',
          'Declare a trail in the account stack.',
        ),
      ];
    }
    return complain(
      trails,
      ({ values }) => {
        if (isFalse(values.enable_logging)) return 'is switched off.';
        if (!isTrue(values.is_multi_region_trail)) return 'records one region only.';
        return isTrue(values.enable_log_file_validation) ? undefined : 'writes no digests.';
      },
      'Set is_multi_region_trail and enable_log_file_validation.',
    );
  },
};
