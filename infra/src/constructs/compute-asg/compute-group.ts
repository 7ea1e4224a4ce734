/** One role of the product on instances of an Auto Scaling group. */
import { AutoscalingGroup } from '@cdktn/provider-aws/lib/autoscaling-group/index.js';
import { AutoscalingLifecycleHook } from '@cdktn/provider-aws/lib/autoscaling-lifecycle-hook/index.js';
import type { LaunchTemplate } from '@cdktn/provider-aws/lib/launch-template/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import { runtime } from '../../runtime/contract.ts';
import type { AlarmStepPolicies } from '../autoscaling/alarm-steps.ts';
import type { ComputeGroupProps } from './compute-group-props.ts';
import { groupSettings } from './group-settings.ts';
import { createInstanceRole } from './instance-role.ts';
import { createLaunchTemplate } from './launch-template.ts';
import { scaleGroup } from './scale-group.ts';
import { userData } from './user-data.ts';

export type ComputeGroup = {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly launchTemplateId: string;
  /** For alarms, where the role scales in steps. */
  readonly steps?: AlarmStepPolicies;
};

const launchHook = 'launching';
const terminateHook = 'terminating';

export function createComputeGroup(
  scope: Construct,
  id: string,
  props: ComputeGroupProps,
): ComputeGroup {
  const { target } = props;
  const within = new Construct(scope, id);
  const groupName = props.name(props.part);
  const drainSeconds = target?.config.deregistrationSeconds ?? 0;
  const { roleArn, template } = createInstances(within, groupName, drainSeconds, props);
  const group = new AutoscalingGroup(within, 'group', {
    ...groupSettings({ ...props, groupName }),
    mixedInstancesPolicy: instancesPolicy(template, props),
    // Nothing gets requests or counts as started before its user data says that it is healthy.
    initialLifecycleHook: [
      {
        name: launchHook,
        lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        heartbeatTimeout: props.config.launchTimeoutSeconds,
        defaultResult: 'ABANDON',
      },
    ],
    ...(target === undefined ? {} : { targetGroupArns: [target.targetGroup.arn] }),
  });
  new AutoscalingLifecycleHook(within, 'terminating', {
    name: terminateHook,
    autoscalingGroupName: group.name,
    lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
    heartbeatTimeout: drainSeconds + runtime.stopGraceSeconds + 60,
    defaultResult: 'CONTINUE',
  });
  const steps = scaleGroup(within, 'scaling', { ...props, groupName: group.name });
  return {
    name: group.name,
    arn: group.arn,
    roleArn,
    launchTemplateId: template.id,
    ...(steps === undefined ? {} : { steps }),
  };
}

function createInstances(
  within: Construct,
  groupName: string,
  drainSeconds: number,
  props: ComputeGroupProps,
): { readonly roleArn: string; readonly template: LaunchTemplate } {
  const { region, environment, config, role, logGroup, target } = props;
  const instanceRole = createInstanceRole(within, 'instance', {
    name: props.name(`${props.part}-instance`),
    region,
    accountId: props.accountId,
    groupName,
    imageParameterArn: props.image.arn,
    repositoryArn: props.repositoryArn,
    secrets: Object.values(environment.secrets),
    secretsKeyArn: props.secretsKeyArn,
    logGroupArn: logGroup.arn,
    statements: props.statements ?? [],
  });
  const template = createLaunchTemplate(within, 'launch', {
    name: props.name(`${props.part}-lt`),
    config,
    securityGroupIds: props.securityGroupIds,
    profileArn: instanceRole.profileArn,
    volumeKeyArn: props.encryption.keyArn,
    tags: props.tags,
    userData: userData({
      region,
      groupName,
      launchHookName: launchHook,
      terminateHookName: terminateHook,
      imageParameterName: props.image.name,
      environment,
      role,
      logGroupName: logGroup.name,
      healthPath: target?.config.healthPath ?? runtime.healthPaths[0],
      // Workers wait until the schema is there: one place changes it.
      migrates: role === 'api',
      drainSeconds,
    }),
  });
  return { roleArn: instanceRole.arn, template };
}

/** What must always be there is on demand; of what is above, a share may be on Spot. */
const instancesPolicy = (
  template: LaunchTemplate,
  { config, scaling }: ComputeGroupProps,
): NonNullable<ConstructorParameters<typeof AutoscalingGroup>[2]['mixedInstancesPolicy']> => ({
  launchTemplate: {
    launchTemplateSpecification: {
      launchTemplateId: template.id,
      // By number, so that a change replaces instances and a failed one can be taken back.
      version: Fn.tostring(template.latestVersion),
    },
    override: config.instanceTypes.map((instanceType) => ({ instanceType })),
  },
  instancesDistribution: {
    onDemandAllocationStrategy: 'prioritized',
    onDemandBaseCapacity: scaling.min,
    onDemandPercentageAboveBaseCapacity: 100 - scaling.spotPercent,
    spotAllocationStrategy: 'price-capacity-optimized',
  },
});
