/**
 * Whose logs a bucket takes: those of load balancers, of whatever delivers through CloudWatch (the
 * CDN does), and of other buckets; all of the own account only.
 */
import type { Name } from '../../topologies/deployment.ts';
import type { PolicyStatement } from '../iam/policy.ts';

export type LogDeliveryProps = {
  readonly accountId: string;
  /** Of load balancers and buckets. */
  readonly region: string;
  /** Of the keys of load balancers: `loadBalancerLogPrefix`. */
  readonly loadBalancerPrefix: string;
  /** Of log deliveries: those of the CDN are in us-east-1, wherever the bucket is. */
  readonly deliveryRegions: readonly string[];
};

/**
 * Where load balancers write; the rest of the key is theirs. AWS tries it when logs are switched on,
 * so load balancer and bucket have to agree. That of a cluster, from `infra/k8s`, does too.
 */
export const loadBalancerLogPrefix = (name: Name): string => name('alb');

export const logDeliveryStatements =
  ({ accountId, region, loadBalancerPrefix, deliveryRegions }: LogDeliveryProps) =>
  (bucketArn: string): PolicyStatement[] => {
    const fromAccount = { StringEquals: { 'aws:SourceAccount': [accountId] } };
    return [
      {
        sid: 'LoadBalancersWrite',
        actions: ['s3:PutObject'],
        resources: [`${bucketArn}/${loadBalancerPrefix}/AWSLogs/${accountId}/*`],
        principals: { Service: ['logdelivery.elasticloadbalancing.amazonaws.com'] },
        conditions: {
          ArnLike: {
            'aws:SourceArn': [`arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/*`],
          },
        },
      },
      {
        sid: 'DeliveriesWrite',
        actions: ['s3:PutObject'],
        resources: [`${bucketArn}/*`],
        principals: { Service: ['delivery.logs.amazonaws.com'] },
        conditions: {
          StringEquals: {
            's3:x-amz-acl': ['bucket-owner-full-control'],
            'aws:SourceAccount': [accountId],
          },
          ArnLike: {
            'aws:SourceArn': deliveryRegions.map(
              (deliveryRegion) => `arn:aws:logs:${deliveryRegion}:${accountId}:delivery-source:*`,
            ),
          },
        },
      },
      {
        sid: 'BucketsWrite',
        actions: ['s3:PutObject'],
        resources: [`${bucketArn}/s3/*`],
        principals: { Service: ['logging.s3.amazonaws.com'] },
        conditions: fromAccount,
      },
    ];
  };
