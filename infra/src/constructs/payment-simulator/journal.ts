/**
 * Where the simulator keeps its journal: a file system that survives its task. Only that task may
 * mount it, encrypted, and only as the container's user.
 */
import { EfsAccessPoint } from '@cdktn/provider-aws/lib/efs-access-point/index.js';
import { EfsBackupPolicy } from '@cdktn/provider-aws/lib/efs-backup-policy/index.js';
import { EfsFileSystemPolicy } from '@cdktn/provider-aws/lib/efs-file-system-policy/index.js';
import { EfsFileSystem } from '@cdktn/provider-aws/lib/efs-file-system/index.js';
import { EfsMountTarget } from '@cdktn/provider-aws/lib/efs-mount-target/index.js';
import type { EcsTaskDefinitionVolume } from '@cdktn/provider-aws/lib/ecs-task-definition/index.js';
import type { ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';
import { runtime } from '../../runtime/contract.ts';
import type { Name } from '../../topologies/deployment.ts';
import { policyOf, type PolicyStatement } from '../iam/policy.ts';
import type { Network } from '../network/network.ts';

export type JournalProps = {
  readonly name: Name;
  readonly network: Pick<Network, 'dataSubnetIds' | 'zones'>;
  readonly securityGroupId: string;
  readonly keyArn: string;
  readonly backups: boolean;
};

export type Journal = {
  readonly fileSystemId: string;
  readonly fileSystemArn: string;
  /** For the task's data. */
  readonly volume: Omit<EcsTaskDefinitionVolume, 'name'>;
  /** What the task's role needs. */
  readonly statements: readonly PolicyStatement[];
  /** Lets this role mount it, and nobody else; answers what has to be there before it can. */
  readonly admit: (roleArn: string) => ITerraformDependable[];
};

const mountActions = ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'] as const;

export function createJournal(scope: Construct, id: string, props: JournalProps): Journal {
  const { name, network, backups } = props;
  const within = new Construct(scope, id);
  const files = new EfsFileSystem(within, 'files', {
    encrypted: true,
    kmsKeyId: props.keyArn,
    performanceMode: 'generalPurpose',
    throughputMode: 'elastic',
    tags: { Name: name('payments') },
  });
  const mounts = network.dataSubnetIds.map(
    (subnetId, index) =>
      new EfsMountTarget(within, `mount-${network.zones[index]?.slice(-1) ?? index}`, {
        fileSystemId: files.id,
        subnetId,
        securityGroups: [props.securityGroupId],
      }),
  );
  new EfsBackupPolicy(within, 'backups', {
    fileSystemId: files.id,
    backupPolicy: { status: backups ? 'ENABLED' : 'DISABLED' },
  });
  const owner = { uid: runtime.userId, gid: runtime.userId };
  const point = new EfsAccessPoint(within, 'point', {
    fileSystemId: files.id,
    posixUser: owner,
    rootDirectory: {
      path: '/data',
      creationInfo: { ownerUid: owner.uid, ownerGid: owner.gid, permissions: '0700' },
    },
    tags: { Name: name('payments') },
  });
  return {
    fileSystemId: files.id,
    fileSystemArn: files.arn,
    volume: {
      efsVolumeConfiguration: {
        fileSystemId: files.id,
        transitEncryption: 'ENABLED',
        authorizationConfig: { accessPointId: point.id, iam: 'ENABLED' },
      },
    },
    statements: [
      {
        sid: 'KeepTheJournal',
        actions: mountActions,
        resources: [files.arn],
        conditions: { StringEquals: { 'elasticfilesystem:AccessPointArn': [point.arn] } },
      },
    ],
    admit: (roleArn) => [
      ...mounts,
      new EfsFileSystemPolicy(within, 'policy', {
        fileSystemId: files.id,
        policy: policyOf(statementsFor(roleArn, files.arn, point.arn)),
      }),
    ],
  };
}

const statementsFor = (
  roleArn: string,
  fileSystemArn: string,
  pointArn: string,
): readonly PolicyStatement[] => [
  {
    sid: 'TheSimulatorThroughItsAccessPoint',
    actions: mountActions,
    resources: [fileSystemArn],
    principals: { AWS: [roleArn] },
    conditions: { StringEquals: { 'elasticfilesystem:AccessPointArn': [pointArn] } },
  },
  {
    sid: 'NobodyWithoutEncryption',
    effect: 'Deny',
    actions: [...mountActions, 'elasticfilesystem:ClientRootAccess'],
    resources: [fileSystemArn],
    principals: '*',
    conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
  },
];
