/** The state is kept in a bucket, encrypted, and locked while somebody changes it. */
import type { Stack } from '../../graph.ts';
import { blocksOf, isPresent, isTrue, valueAt } from '../../reading/json.ts';
import { type Rule, violationAt } from '../../rule.ts';

export const stateLocked: Rule = {
  id: 'state-locked',
  title: 'Each state is in S3, encrypted and locked',
  reason: 'Two people who apply at once destroy a state that nobody locks.',
  check: ({ stacks }) =>
    stacks.flatMap((stack) => {
      const complaint = complaintOf(stack);
      return complaint === undefined
        ? []
        : [violationAt(stack, 'terraform.backend', complaint, remedy)];
    }),
};

const remedy = 'Use the backend s3 with encrypt and use_lockfile.';

function complaintOf({ json }: Stack): string | undefined {
  const [backend] = blocksOf(valueAt(json, 'terraform', 'backend', 's3'));
  if (backend === undefined) return 'keeps its state elsewhere than in S3.';
  if (!isTrue(backend.encrypt)) return 'does not encrypt its state.';
  // A table in DynamoDB is the older way, which Terraform means to remove.
  return isTrue(backend.use_lockfile) && !isPresent(backend.dynamodb_table)
    ? undefined
    : 'does not lock its state with a lock file.';
}
