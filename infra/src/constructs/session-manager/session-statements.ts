/** What sessions need: of the instance that is reached, and of whoever reaches it. */
import type { PolicyStatement } from '../iam/policy.ts';

export type SessionResources = {
  readonly keyArn: string;
  readonly logGroupArn: string;
};

/** For the roles of instances: take part in encryption, write the record. */
export const instanceSessionStatements = ({
  keyArn,
  logGroupArn,
}: SessionResources): readonly PolicyStatement[] => [
  { sid: 'DecryptSessions', actions: ['kms:Decrypt'], resources: [keyArn] },
  {
    sid: 'RecordSessions',
    actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [`${logGroupArn}:*`],
  },
  {
    sid: 'FindRecord',
    actions: ['logs:DescribeLogGroups'],
    // The agent looks whether the group is encrypted; listing cannot be limited.
    resources: ['*'],
  },
];

export type OperatorProps = {
  readonly region: string;
  readonly accountId: string;
  readonly keyArn: string;
  readonly documentArn: string;
  /** Tags of the instances that may be reached. */
  readonly instanceTags: Readonly<Record<string, string>>;
};

/**
 * Of AWS's own documents: a port of the database or of the cluster, brought to one's own machine.
 */
const portForwarding = 'AWS-StartPortForwardingSessionToRemoteHost';

/** For people: recorded sessions and forwarded ports, of tagged instances only. */
export const operatorSessionStatements = ({
  region,
  accountId,
  keyArn,
  documentArn,
  instanceTags,
}: OperatorProps): readonly PolicyStatement[] => [
  {
    sid: 'StartSessions',
    actions: ['ssm:StartSession'],
    resources: [`arn:aws:ec2:${region}:${accountId}:instance/*`],
    conditions: {
      StringEquals: Object.fromEntries(
        Object.entries(instanceTags).map(([tag, value]) => [`ssm:resourceTag/${tag}`, [value]]),
      ),
      // Without it a session without a document would take the account's, which records nothing.
      BoolIfExists: { 'ssm:SessionDocumentAccessCheck': ['true'] },
    },
  },
  {
    sid: 'UseTheseDocuments',
    actions: ['ssm:StartSession'],
    resources: [documentArn, `arn:aws:ssm:${region}::document/${portForwarding}`],
  },
  {
    sid: 'EndOwnSessions',
    actions: ['ssm:ResumeSession', 'ssm:TerminateSession'],
    // A variable of IAM: who asks.
    resources: [`arn:aws:ssm:${region}:${accountId}:session/\${aws:userid}-*`],
  },
  { sid: 'EncryptSessions', actions: ['kms:GenerateDataKey'], resources: [keyArn] },
  {
    sid: 'FindInstances',
    actions: ['ec2:DescribeInstances', 'ssm:DescribeInstanceInformation', 'ssm:DescribeSessions'],
    // Listing cannot be limited to resources.
    resources: ['*'],
  },
];
