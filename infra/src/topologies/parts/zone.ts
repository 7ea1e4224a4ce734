/** The zone of the site's domain: ours to make, unless the settings name one. */
import type { TerraformStack } from 'cdktn';
import { createZone, type Zone } from '../../constructs/dns/zone.ts';
import type { Deployment } from '../deployment.ts';

export const createDeploymentZone = (stack: TerraformStack, { settings }: Deployment): Zone =>
  createZone(stack, 'zone', {
    domain: settings.domain,
    ...(settings.hostedZoneId === undefined ? {} : { existingZoneId: settings.hostedZoneId }),
  });
