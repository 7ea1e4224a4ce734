/** Fixtures of the rule `tags`. */
import { fails, passes } from '../fixture.ts';

const tags = {
  Project: 'ticketing',
  Environment: 'prod',
  ManagedBy: 'Terraform',
  Owner: 'platform',
};
/** The second one has an alias. */
const providers = (first: object, second?: object) => ({
  file: {
    provider: { aws: second === undefined ? [first] : [first, { alias: 'us', ...second }] },
  },
});
const withTags = (changes: object = {}) => ({ default_tags: [{ tags: { ...tags, ...changes } }] });

export const fixtures = [
  fails('no tags on the second provider', ['provider.aws.us'], {}, providers(withTags(), {})),
  fails(
    'one missing, and another environment',
    ['provider.aws', 'provider.aws.us'],
    {},
    providers(withTags({ Owner: undefined }), withTags({ Environment: 'dev' })),
  ),
  fails('no provider at all', ['provider.aws'], {}, { file: { provider: {} } }),
  fails(
    'instances without a name',
    ['aws_autoscaling_group.none', 'aws_autoscaling_group.kept'],
    {
      aws_autoscaling_group: {
        none: {},
        kept: { tag: [{ key: 'Name', value: 'web', propagate_at_launch: false }] },
      },
    },
    providers(withTags()),
  ),
  passes(
    'tags everywhere',
    {
      aws_autoscaling_group: {
        web: { tag: [{ key: 'Name', value: 'web', propagate_at_launch: true }] },
      },
    },
    providers(withTags(), withTags()),
  ),
];
