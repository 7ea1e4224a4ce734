/** Amazon Linux 2023 for the architecture of an instance type. */
import { isArm } from '../../config/compute-config.ts';

/** A public parameter of AWS: the newest machine image, with an agent for Session Manager. */
export const machineImageParameter = (instanceType: string): string =>
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-' +
  (isArm(instanceType) ? 'arm64' : 'x86_64');
