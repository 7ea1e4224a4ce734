/**
 * Two groups of instances behind one load balancer, of which one serves and the other waits with
 * nothing running. A release writes the idle colour's image, starts as many instances as the other
 * has, tries them out, then gives them the requests; if they err, it takes the requests back. So the
 * listener's weights, the groups' sizes and the images belong to releases, and Terraform leaves them
 * alone after it has made them.
 */
import { Construct } from 'constructs';
import type { ComputeGroupProps } from '../compute-asg/compute-group-props.ts';
import { type ComputeGroup, createComputeGroup } from '../compute-asg/compute-group.ts';
import { createImageParameter } from '../compute-asg/image-parameter.ts';
import {
  createLoadBalancer,
  type LoadBalancer,
  type LoadBalancerProps,
} from '../load-balancer/load-balancer.ts';
import type { TargetGroup } from '../load-balancer/target-group.ts';

export const colours = ['blue', 'green'] as const;
export type ColourName = (typeof colours)[number];

export type BlueGreenProps = {
  readonly balancer: Omit<LoadBalancerProps, 'targets' | 'targetType'>;
  /** Both colours. Blue begins with the size that is asked for, green with nothing. */
  readonly group: Omit<ComputeGroupProps, 'part' | 'target' | 'releasedBy' | 'image'>;
  /** The first image, and below which name each colour's is kept, e.g. `/ticketing/prod/image`. */
  readonly image: string;
  readonly imageParameterPrefix: string;
};

export type Colour = ComputeGroup & {
  readonly targetGroup: TargetGroup;
  readonly imageParameterName: string;
};

export type BlueGreen = {
  readonly loadBalancer: LoadBalancer;
  readonly blue: Colour;
  readonly green: Colour;
};

export function createBlueGreen(scope: Construct, id: string, props: BlueGreenProps): BlueGreen {
  const within = new Construct(scope, id);
  const loadBalancer = createLoadBalancer(within, 'balancer', {
    ...props.balancer,
    targetType: 'instance',
    targets: ['tg-blue', 'tg-green'],
  });
  const [blueTargets, greenTargets] = loadBalancer.targetGroups;
  if (blueTargets === undefined || greenTargets === undefined) {
    throw new Error('A load balancer made fewer target groups than it was asked for.');
  }
  const parts = { within, loadBalancer, props };
  return {
    loadBalancer,
    blue: createColour(parts, 'blue', blueTargets),
    green: createColour(parts, 'green', greenTargets),
  };
}

type Parts = {
  readonly within: Construct;
  readonly loadBalancer: LoadBalancer;
  readonly props: BlueGreenProps;
};

function createColour(
  { within, loadBalancer, props }: Parts,
  colour: ColourName,
  targetGroup: TargetGroup,
): Colour {
  const { group, balancer } = props;
  const image = createImageParameter(within, `image-${colour}`, {
    name: `${props.imageParameterPrefix}/${colour}`,
    image: props.image,
  });
  const made = createComputeGroup(within, colour, {
    ...group,
    part: `asg-${colour}`,
    image,
    // Its bounds being zero, no forecast wakes the idle colour. A schedule would set them.
    scaling: { ...group.scaling, schedule: [] },
    startsIdle: colour !== 'blue',
    target: {
      targetGroup,
      loadBalancerArnSuffix: loadBalancer.arnSuffix,
      config: balancer.config,
    },
    releasedBy: 'colour',
  });
  return { ...made, targetGroup, imageParameterName: image.name };
}
