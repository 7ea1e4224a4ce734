/**
 * Who asked CloudFront for what, in the bucket for such logs. It is CloudFront's newer form of
 * them, which needs no access lists; cookies and parameters are left out. AWS wants it made in
 * us-east-1, wherever the bucket is.
 */
import { CloudwatchLogDeliveryDestination } from '@cdktn/provider-aws/lib/cloudwatch-log-delivery-destination/index.js';
import { CloudwatchLogDeliverySource } from '@cdktn/provider-aws/lib/cloudwatch-log-delivery-source/index.js';
import { CloudwatchLogDelivery } from '@cdktn/provider-aws/lib/cloudwatch-log-delivery/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { Bucket } from '../storage/bucket.ts';

export type AccessLogsProps = {
  readonly name: Name;
  readonly distributionArn: string;
  /** Its policy has to permit deliveries from us-east-1. */
  readonly bucket: Pick<Bucket, 'arn'>;
};

const fields = [
  'timestamp(ms)',
  'x-edge-location',
  'c-ip',
  'cs-method',
  'x-host-header',
  'cs-uri-stem',
  'sc-status',
  'cs(Referer)',
  'cs(User-Agent)',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
  'x-edge-request-id',
  'cs-protocol-version',
  'ssl-protocol',
  'cs-bytes',
  'sc-bytes',
  'sc-content-type',
  'time-taken',
  'time-to-first-byte',
  'c-country',
] as const;

export function createAccessLogs(
  scope: Construct,
  id: string,
  { name, distributionArn, bucket }: AccessLogsProps,
): void {
  const within = new Construct(scope, id);
  const source = new CloudwatchLogDeliverySource(within, 'source', {
    name: name('edge-access'),
    logType: 'ACCESS_LOGS',
    resourceArn: distributionArn,
  });
  const destination = new CloudwatchLogDeliveryDestination(within, 'destination', {
    name: name('edge-access'),
    outputFormat: 'json',
    deliveryDestinationConfiguration: [{ destinationResourceArn: bucket.arn }],
  });
  new CloudwatchLogDelivery(within, 'delivery', {
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.arn,
    recordFields: [...fields],
    s3DeliveryConfiguration: [
      { suffixPath: '/{DistributionId}/{yyyy}/{MM}/{dd}/{HH}', enableHiveCompatiblePath: false },
    ],
  });
}
