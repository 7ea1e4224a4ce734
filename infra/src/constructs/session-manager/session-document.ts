/**
 * The preferences of sessions: encrypted between terminal and instance with a key of our own,
 * recorded while they last, ended when nobody types.
 */
import { SsmDocument } from '@cdktn/provider-aws/lib/ssm-document/index.js';
import { Fn } from 'cdktn';
import type { Construct } from 'constructs';

export type SessionDocumentProps = {
  /** `aws ssm start-session --document-name` takes it. */
  readonly name: string;
  readonly keyArn: string;
  readonly logGroupName: string;
};

const idleMinutes = 20;
const longestMinutes = 60;

export const createSessionDocument = (
  scope: Construct,
  id: string,
  { name, keyArn, logGroupName }: SessionDocumentProps,
): SsmDocument =>
  new SsmDocument(scope, id, {
    name,
    documentType: 'Session',
    documentFormat: 'JSON',
    content: Fn.jsonencode({
      schemaVersion: '1.0',
      description: 'Recorded sessions instead of SSH',
      sessionType: 'Standard_Stream',
      inputs: {
        s3BucketName: '',
        s3KeyPrefix: '',
        s3EncryptionEnabled: true,
        cloudWatchLogGroupName: logGroupName,
        cloudWatchEncryptionEnabled: true,
        // As it is typed: a session that is cut off leaves what was done until then.
        cloudWatchStreamingEnabled: true,
        kmsKeyId: keyArn,
        runAsEnabled: false,
        runAsDefaultUser: '',
        idleSessionTimeout: String(idleMinutes),
        maxSessionDuration: String(longestMinutes),
        shellProfile: { linux: 'exec bash', windows: '' },
      },
    }),
  });
