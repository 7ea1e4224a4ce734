/** A log group that is encrypted and forgets: nobody creates one by writing to it first. */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { Construct } from 'constructs';

export type LogGroupProps = {
  /** Its full name: `/aws/ec2/ticketing-dev`. */
  readonly name: string;
  readonly retentionDays: number;
  readonly keyArn: string;
};

export type LogGroup = { readonly name: string; readonly arn: string };

export function createLogGroup(scope: Construct, id: string, props: LogGroupProps): LogGroup {
  const within = new Construct(scope, id);
  const group = new CloudwatchLogGroup(within, 'group', {
    name: props.name,
    retentionInDays: props.retentionDays,
    kmsKeyId: props.keyArn,
    tags: { Name: props.name },
  });
  return { name: group.name, arn: group.arn };
}
