/** Whether something is encrypted with a key of our own, which we rotate and can revoke. */
import type { DeploymentGraph, Resource } from '../graph.ts';
import { isPresent, type Json, textOf } from './json.ts';

const keyTypes: ReadonlySet<string> = new Set([
  'aws_kms_key',
  'aws_kms_alias',
  'aws_kms_external_key',
  'aws_kms_replica_key',
]);

/** False also for keys that AWS manages for a service (`alias/aws/...`). */
export function isCustomerKey(
  graph: DeploymentGraph,
  from: Resource,
  value: Json | undefined,
): boolean {
  if (!isPresent(value)) return false;
  const text = textOf(value) ?? '';
  if (text.includes('alias/aws/')) return false;
  return (
    text.startsWith('arn:') || graph.targetsOf(from, value).some(({ resource }) => isKey(resource))
  );
}

const isKey = ({ type, managed, values }: Resource): boolean =>
  keyTypes.has(type) &&
  (managed || !`${textOf(values.key_id) ?? ''}${textOf(values.name) ?? ''}`.includes('alias/aws/'));
