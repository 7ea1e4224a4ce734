/** Says that the database has another password, and when giving it one has failed. */
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { createEventNotice, type NoticeTarget } from '../database/event-notice.ts';

export type RotationNoticeProps = {
  readonly name: Name;
  readonly secretArn: string;
  readonly target: NoticeTarget;
  /** Where the runbook is, e.g. `docs/infrastructure/operations.md#password-rotation`. */
  readonly runbook: string;
};

/** Sent by Secrets Manager itself, for secrets that RDS manages as well as for our own. */
export const rotatedPattern = (secretArn: string): Readonly<Record<string, unknown>> => ({
  source: ['aws.secretsmanager'],
  'detail-type': ['Secret Label Updated'],
  resources: [secretArn],
  detail: { labelUpdated: ['AWSCURRENT'] },
});

/** Returns the ARNs of its rules. */
export function createRotationNotice(
  scope: Construct,
  id: string,
  { name, secretArn, target, runbook }: RotationNoticeProps,
): readonly string[] {
  const within = new Construct(scope, id);
  return [
    createEventNotice(within, 'rotated', {
      name: name('password-rotated'),
      description: 'The database has a new password; processes that run have the old one.',
      pattern: rotatedPattern(secretArn),
      parts: { name: '$.detail.name', time: '$.time' },
      sentence:
        'The database password <name> was rotated at <time>. Processes that started before have ' +
        `the old one: make sure that they are being restarted. ${runbook}`,
      target,
    }),
    // CloudTrail delivers it for every secret of the region, and no field names ours for certain.
    createEventNotice(within, 'failed', {
      name: name('rotation-failed'),
      description: 'A rotation of a secret has failed.',
      pattern: {
        source: ['aws.secretsmanager'],
        'detail-type': ['AWS Service Event via CloudTrail'],
        detail: { eventName: ['RotationFailed', 'RotationAbandoned'] },
      },
      parts: { event: '$.detail.eventName', time: '$.time' },
      sentence: `<event> at <time>: the old secret is still in use. ${runbook}`,
      target,
    }),
  ];
}
