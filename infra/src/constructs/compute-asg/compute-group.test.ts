/** Instances as document A has them, and what keeps them safe. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { computeConfig } from '../../config/ec2-aurora/compute.ts';
import { scalingConfig } from '../../config/ec2-aurora/scaling.ts';
import { machineImageParameter } from './architecture.ts';
import { textOfBase64 } from './base64-text.ts';
import type { ComputeGroupProps } from './compute-group-props.ts';
import { createComputeGroup } from './compute-group.ts';
import { createImageParameter } from './image-parameter.ts';
import { createVolumeEncryption } from './volume-encryption.ts';

const { instances, loadBalancer } = computeConfig('prod');
const name = (part: string): string => `ticketing-dev-${part}`;
const targetGroup = { arn: 'arn:tg', arnSuffix: 'targetgroup/tg/2', name: 'tg' };

const groupWith = (given: Partial<ComputeGroupProps> = {}) =>
  synthesise((stack) => {
    const image = createImageParameter(stack, 'image', {
      name: '/ticketing/dev/image',
      image: 'registry/ticketing@sha256:0',
    });
    const encryption = createVolumeEncryption(stack, 'volumes', {
      name,
      accountId: '111122223333',
      deletionWindowDays: 7,
    });
    createComputeGroup(stack, 'group', {
      name,
      part: 'asg',
      region: 'ap-northeast-2',
      accountId: '111122223333',
      tags: { Project: 'ticketing', ManagedBy: 'Terraform' },
      role: 'api',
      config: instances,
      scaling: scalingConfig('prod').api,
      network: { applicationSubnetIds: ['subnet-a', 'subnet-c'] },
      securityGroupIds: ['sg-application'],
      environment: {
        plain: { ROLE: 'api' },
        secrets: { SESSION_SECRET: { secretArn: 'arn:secret:session' } },
      },
      image,
      repositoryArn: 'arn:ecr:ticketing',
      secretsKeyArn: 'arn:kms:data',
      logGroup: { name: '/aws/ec2/ticketing-dev', arn: 'arn:logs:ticketing' },
      encryption,
      releasedBy: 'refresh',
      ...given,
    });
  });

const target = { targetGroup, loadBalancerArnSuffix: 'app/alb/1', config: loadBalancer };
const api = groupWith({ target });
const scaling = scalingConfig('prod').worker;
const worker = groupWith({ part: 'worker-asg', role: 'worker', scaling });

describe('a group of instances', () => {
  const group = api.onlyOne('aws_autoscaling_group');

  it('has 2 to 20 of them in both application subnets, judged by the load balancer', () => {
    expect(group).toMatchObject({
      name: 'ticketing-dev-asg',
      min_size: 2,
      max_size: 20,
      desired_capacity: 2,
      vpc_zone_identifier: ['subnet-a', 'subnet-c'],
      target_group_arns: ['arn:tg'],
      health_check_type: 'ELB',
      health_check_grace_period: 300,
    });
  });

  it('publishes the five figures of the document', () => {
    expect(group.enabled_metrics).toEqual([
      'GroupMinSize',
      'GroupMaxSize',
      'GroupDesiredCapacity',
      'GroupInServiceInstances',
      'GroupTotalInstances',
    ]);
  });

  it('lets nobody in before user data says so, and gives up who never says it', () => {
    expect(group.initial_lifecycle_hook).toEqual([
      {
        name: 'launching',
        lifecycle_transition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        heartbeat_timeout: 900,
        default_result: 'ABANDON',
      },
    ]);
    expect(api.onlyOne('aws_autoscaling_lifecycle_hook')).toMatchObject({
      lifecycle_transition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      heartbeat_timeout: 150,
      default_result: 'CONTINUE',
    });
  });

  it('is replaced a few at a time and takes a failed replacement back', () => {
    expect(group.instance_refresh).toEqual({
      strategy: 'Rolling',
      preferences: {
        min_healthy_percentage: 100,
        max_healthy_percentage: 150,
        auto_rollback: true,
      },
    });
    const colour = groupWith({ target, releasedBy: 'colour' }).onlyOne('aws_autoscaling_group');
    expect(colour.instance_refresh).toBeUndefined();
    expect(colour.lifecycle).toEqual({
      ignore_changes: ['desired_capacity', 'min_size', 'max_size'],
    });
  });

  it('tags instances and volumes, which the tags of the provider do not reach', () => {
    const tags = [
      { key: 'Project', value: 'ticketing', propagate_at_launch: true },
      { key: 'ManagedBy', value: 'Terraform', propagate_at_launch: true },
      { key: 'Name', value: 'ticketing-dev-asg', propagate_at_launch: true },
    ];
    expect(group.tag).toEqual(tags);
    const specifications = api.onlyOne('aws_launch_template').tag_specifications;
    expect(specifications).toMatchObject([
      { resource_type: 'instance', tags: { Project: 'ticketing' } },
      { resource_type: 'volume', tags: { Project: 'ticketing' } },
      { resource_type: 'network-interface', tags: { Project: 'ticketing' } },
    ]);
  });

  it('hands two scaling policies to whoever makes alarms; a worker scales by itself', () => {
    const names = (of: typeof api) =>
      of.resources('aws_autoscaling_policy').map((policy) => policy.name);
    expect(names(api)).toEqual(['ticketing-dev-scale-down', 'ticketing-dev-scale-up']);
    expect(names(worker)).toEqual(['ticketing-dev-worker-asg-track-cpu']);
  });

  it('keeps what must be there off Spot', () => {
    expect(group.mixed_instances_policy).toMatchObject({
      instances_distribution: {
        on_demand_base_capacity: 2,
        on_demand_percentage_above_base_capacity: 100,
      },
    });
    expect(worker.onlyOne('aws_autoscaling_group')).toMatchObject({
      capacity_rebalance: true,
      health_check_type: 'EC2',
      mixed_instances_policy: {
        instances_distribution: {
          on_demand_base_capacity: 2,
          on_demand_percentage_above_base_capacity: 0,
        },
      },
    });
  });
});

describe('an instance', () => {
  const template = api.onlyOne('aws_launch_template');

  it('has no public address, an encrypted volume and metadata by token only', () => {
    expect(template).toMatchObject({
      network_interfaces: [
        { associate_public_ip_address: 'false', security_groups: ['sg-application'] },
      ],
      block_device_mappings: [{ ebs: { encrypted: 'true', volume_type: 'gp3' } }],
      metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
      monitoring: { enabled: true },
    });
    expect(JSON.stringify(template.block_device_mappings)).toContain('aws_kms_key.');
  });

  it('runs Amazon Linux 2023 of its architecture', () => {
    expect(machineImageParameter('t3.medium')).toMatch(/al2023-ami-kernel-default-x86_64$/);
    expect(machineImageParameter('t4g.medium')).toMatch(/al2023-ami-kernel-default-arm64$/);
    expect(String(template.image_id)).toContain('insecure_value');
  });

  it('runs a script that bash understands, also with references in it', () => {
    const script = textOfBase64(template.user_data);
    execFileSync('bash', ['-n'], { input: script });
    expect(script).toContain("secret SESSION_SECRET 'arn:secret:session' ''");
    expect(script).toContain('migrate.ts');
    expect(textOfBase64(worker.onlyOne('aws_launch_template').user_data)).not.toContain(
      'migrate.ts',
    );
  });

  it('may read its own secrets and its own image only', () => {
    const own = String(api.onlyOne('aws_iam_role_policy').policy);
    for (const what of ['arn:secret:session', 'arn:ecr:ticketing', 'arn:logs:ticketing:*']) {
      expect(own).toContain(what);
    }
    expect(own).toContain('autoScalingGroupName/ticketing-dev-asg');
    expect(own).toContain('secretsmanager.ap-northeast-2.amazonaws.com');
    expect(own).not.toMatch(/"[a-z]+:\*"|"Action" = \["\*"\]/);
  });

  it('takes the image from a parameter that Terraform never changes again', () => {
    expect(api.onlyOne('aws_ssm_parameter')).toMatchObject({
      name: '/ticketing/dev/image',
      insecure_value: 'registry/ticketing@sha256:0',
      lifecycle: { ignore_changes: ['insecure_value', 'value'] },
    });
  });

  it('has a volume key that the role of these groups may use', () => {
    expect(api.onlyOne('aws_iam_service_linked_role')).toMatchObject({
      aws_service_name: 'autoscaling.amazonaws.com',
      custom_suffix: 'ticketing-dev-asg',
    });
    const policy = String(api.onlyOne('aws_kms_key').policy);
    expect(policy).toContain('kms:GrantIsForAWSResource');
    expect(policy).toContain('aws_iam_service_linked_role.');
    expect(String(api.onlyOne('aws_autoscaling_group').service_linked_role_arn)).toContain(
      'aws_iam_service_linked_role.',
    );
  });
});
