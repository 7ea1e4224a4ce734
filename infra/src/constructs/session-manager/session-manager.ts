/**
 * The way in for people, in every topology: Session Manager instead of SSH. Nothing listens on the
 * Internet, no key is handed out, IAM says who may, and what was typed is kept.
 */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { createKey } from '../encryption/key.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { createSessionDocument } from './session-document.ts';
import { instanceSessionStatements } from './session-statements.ts';
import {
  createToolsInstance,
  type ToolsInstance,
  type ToolsInstanceProps,
} from './tools-instance.ts';

export type SessionManagerProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly logsKeyArn: string;
  readonly logRetentionDays: number;
  /** Days from the wish to delete the key of sessions until it is gone, 7-30. */
  readonly keyDeletionWindowDays: number;
  /** A machine with `psql` and the like. Absent: sessions with the instances that there are. */
  readonly tools?: Omit<ToolsInstanceProps, 'name' | 'statements'>;
};

export type SessionManager = {
  readonly documentName: string;
  readonly documentArn: string;
  readonly keyArn: string;
  readonly logGroupName: string;
  /** For the role of every instance that shall be reached. */
  readonly instanceStatements: readonly PolicyStatement[];
  readonly tools?: ToolsInstance;
};

export function createSessionManager(
  scope: Construct,
  id: string,
  props: SessionManagerProps,
): SessionManager {
  const { name, accountId, logsKeyArn, logRetentionDays, keyDeletionWindowDays, tools } = props;
  const within = new Construct(scope, id);
  const key = createKey(within, 'key', {
    name,
    purpose: 'sessions',
    accountId,
    services: [],
    deletionWindowDays: keyDeletionWindowDays,
  });
  const logs = new CloudwatchLogGroup(within, 'logs', {
    name: `/aws/ssm/${name('sessions')}`,
    retentionInDays: logRetentionDays,
    kmsKeyId: logsKeyArn,
  });
  const document = createSessionDocument(within, 'document', {
    name: name('session'),
    keyArn: key.arn,
    logGroupName: logs.name,
  });
  const instanceStatements = instanceSessionStatements({
    keyArn: key.arn,
    logGroupArn: logs.arn,
  });
  return {
    documentName: document.name,
    documentArn: document.arn,
    keyArn: key.arn,
    logGroupName: logs.name,
    instanceStatements,
    ...(tools === undefined
      ? {}
      : {
          tools: createToolsInstance(within, 'tools', {
            ...tools,
            name,
            statements: instanceStatements,
          }),
        }),
  };
}
