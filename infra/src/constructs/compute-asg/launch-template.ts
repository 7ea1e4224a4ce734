/** How an instance is made: encrypted volume, no public address, metadata by token only. */
import { DataAwsSsmParameter } from '@cdktn/provider-aws/lib/data-aws-ssm-parameter/index.js';
import { LaunchTemplate } from '@cdktn/provider-aws/lib/launch-template/index.js';
import { Construct } from 'constructs';
import type { InstancesConfig } from '../../config/compute-config.ts';
import { machineImageParameter } from './architecture.ts';
import { base64Text } from './base64-text.ts';

export type LaunchTemplateProps = {
  readonly name: string;
  readonly config: InstancesConfig;
  readonly securityGroupIds: readonly string[];
  readonly profileArn: string;
  readonly volumeKeyArn: string;
  /** A script for bash. */
  readonly userData: string;
  readonly tags: Readonly<Record<string, string>>;
};

export function createLaunchTemplate(
  scope: Construct,
  id: string,
  props: LaunchTemplateProps,
): LaunchTemplate {
  const { config, tags } = props;
  const within = new Construct(scope, id);
  const [preferred = ''] = config.instanceTypes;
  // Read at every apply: a newer image makes a new version, whose instances replace the old ones.
  const machineImage = new DataAwsSsmParameter(within, 'machine-image', {
    name: machineImageParameter(preferred),
  });
  return new LaunchTemplate(within, 'template', {
    name: props.name,
    imageId: machineImage.insecureValue,
    instanceType: preferred,
    iamInstanceProfile: { arn: props.profileArn },
    updateDefaultVersion: true,
    // Containers use the host's network, so one hop is enough.
    metadataOptions: {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: 'disabled',
    },
    networkInterfaces: [
      {
        deviceIndex: 0,
        associatePublicIpAddress: 'false',
        deleteOnTermination: 'true',
        securityGroups: [...props.securityGroupIds],
      },
    ],
    blockDeviceMappings: [
      {
        deviceName: '/dev/xvda',
        ebs: {
          volumeSize: config.volumeGib,
          volumeType: 'gp3',
          encrypted: 'true',
          kmsKeyId: props.volumeKeyArn,
          deleteOnTermination: 'true',
        },
      },
    ],
    // A figure a minute: alarms look at two minutes.
    monitoring: { enabled: true },
    userData: base64Text(props.userData),
    tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
      resourceType,
      tags: { ...tags, Name: props.name },
    })),
    tags: { Name: props.name },
  });
}
