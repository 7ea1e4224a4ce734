/** Disks of instances and shared file systems are encrypted. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isCustomerKey } from '../../reading/customer-key.ts';
import { blocksOf, isFalse, isPresent, isTrue, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const encryptedDisks: Rule = {
  id: 'encrypted-disks',
  title: 'Disks and file systems are encrypted',
  reason: 'Logs, swap and images on a disk outlive the instance in snapshots.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_ebs_volume: ({ values }) =>
          isTrue(values.encrypted) ? undefined : 'is not encrypted.',
        aws_efs_file_system: (files) => {
          if (!isTrue(files.values.encrypted)) return 'is not encrypted.';
          return isCustomerKey(graph, files, files.values.kms_key_id)
            ? undefined
            : 'names no key of our own.';
        },
        aws_launch_template: (template) => {
          const disks = blocksOf(template.values.block_device_mappings)
            .flatMap(({ ebs }) => blocksOf(ebs))
            .map(({ encrypted }) => isTrue(encrypted));
          if (disks.length === 0 && !encryptsByDefault(graph, template)) {
            return 'leaves its root disk as the image has it.';
          }
          return disks.every(Boolean) ? undefined : 'has a disk that is not encrypted.';
        },
        aws_instance: (instance) =>
          isPresent(instance.values.launch_template) ||
          encryptsByDefault(graph, instance) ||
          isTrue(valueAt(instance.values, 'root_block_device', 'encrypted'))
            ? undefined
            : 'has a root disk that is not encrypted.',
        aws_eks_node_group: (group) =>
          isPresent(group.values.launch_template) || encryptsByDefault(graph, group)
            ? undefined
            : 'takes the disks of a template that EKS makes, unencrypted.',
      },
      'Set encrypted on every disk, with a launch template where there is none.',
    ),
};

/** The account may encrypt every new disk of a region. */
const encryptsByDefault = (graph: DeploymentGraph, { region }: Resource): boolean =>
  graph
    .ofType('aws_ebs_encryption_by_default')
    .some((setting) => setting.region === region && !isFalse(setting.values.enabled));
