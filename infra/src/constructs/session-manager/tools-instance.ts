/**
 * A small machine inside of the network, for what only works from there: `psql`, `redis-cli`, the
 * way to a private Kubernetes API. It has no public address, listens to nobody and is reached
 * through Session Manager.
 */
import { IamInstanceProfile } from '@cdktn/provider-aws/lib/iam-instance-profile/index.js';
import { Instance } from '@cdktn/provider-aws/lib/instance/index.js';
import { LaunchTemplate } from '@cdktn/provider-aws/lib/launch-template/index.js';
import { Fn, Token } from 'cdktn';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { createServiceRole } from '../iam/service-role.ts';

export type ToolsInstanceProps = {
  readonly name: Name;
  /** One of the application tier. */
  readonly subnetId: string;
  /** The application's: it may open connections to what the product may, and to nothing else. */
  readonly securityGroupId: string;
  readonly instanceType: string;
  readonly statements: readonly PolicyStatement[];
};

export type ToolsInstance = { readonly instanceId: string };

/** EC2 looks it up whenever an instance starts. */
const image = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

const userData = `#!/bin/bash
set -euo pipefail
systemctl disable --now sshd
dnf -y install postgresql17 redis6
`;

export function createToolsInstance(
  scope: Construct,
  id: string,
  props: ToolsInstanceProps,
): ToolsInstance {
  const { name, subnetId, securityGroupId, instanceType, statements } = props;
  const within = new Construct(scope, id);
  const role = createServiceRole(within, 'role', {
    name: name('tools'),
    services: ['ec2.amazonaws.com'],
    managedPolicies: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
    statements,
  });
  const profile = new IamInstanceProfile(within, 'profile', {
    name: name('tools'),
    role: role.name,
  });
  const template = new LaunchTemplate(within, 'template', {
    name: name('tools'),
    imageId: image,
    instanceType,
    updateDefaultVersion: true,
    iamInstanceProfile: { arn: profile.arn },
    vpcSecurityGroupIds: [securityGroupId],
    metadataOptions: {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      httpPutResponseHopLimit: 1,
    },
    blockDeviceMappings: [
      {
        deviceName: '/dev/xvda',
        ebs: {
          volumeSize: 10,
          volumeType: 'gp3',
          encrypted: 'true',
          deleteOnTermination: 'true',
        },
      },
    ],
    userData: Fn.base64encode(userData),
  });
  const instance = new Instance(within, 'instance', {
    launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
    subnetId,
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required' },
    tags: { Name: name('tools'), Purpose: 'tools' },
    // A newer image is taken by replacing it on purpose.
    lifecycle: { ignoreChanges: ['ami'] },
  });
  return { instanceId: instance.id };
}
