/** What people want to know of a deployment: the four outputs that document A names. */
import { TerraformOutput, type TerraformStack } from 'cdktn';
import type { LoadBalancer } from '../../constructs/load-balancer/load-balancer.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from './data-stack.ts';

export type OutputsProps = {
  readonly deployment: Deployment;
  readonly data: Pick<DataStack, 'database' | 'caches'>;
  /** Absent where something in the cluster makes it. */
  readonly loadBalancer?: Pick<LoadBalancer, 'dnsName'>;
};

/** `terraform output`; hosts without their ports. */
export function printOutputs(
  stack: TerraformStack,
  { deployment, data, loadBalancer }: OutputsProps,
): void {
  const print = (name: string, value: string, description: string): void => {
    new TerraformOutput(stack, name, { value, description }).overrideLogicalId(name);
  };
  if (loadBalancer !== undefined) {
    print('alb_dns_name', loadBalancer.dnsName, 'The load balancer; only CloudFront reaches it');
  }
  print('db_endpoint', data.database.host, 'The primary; port 5432');
  print('redis_endpoint', data.caches.store.host, 'Queues and admissions; port 6379, TLS');
  print('ecr_repository_url', deployment.settings.imageRepository, 'Where images are pushed');
}
