/** The machine of the simulation, and what it costs. */
import { instancePrices } from '../../cost/prices/ec2.ts';
import { scalingConfig } from '../../config/ec2-aurora/scaling.ts';
import type { RoleCapacity } from '../plan/role-capacity.ts';
import type { Machine } from './fleet.ts';

const { min, max, cpuPercent } = scalingConfig('prod').api;

/**
 * Assumed, not measured: what one bears depends on the journey, so rehearse. A boot is pulling the
 * image, starting, and two health checks. The bounds are the documents': 2 and 20.
 */
export const machine: Machine = {
  perProcess: 150,
  targetCpuPercent: cpuPercent,
  idleCpuPercent: 10,
  bootSeconds: 240,
  min,
  max,
};

export const hourUsd = instancePrices['t3.medium'].usd['ap-northeast-2'];

export const roleOf = ({
  perProcess,
  min: least,
  max: most,
  bootSeconds,
}: Machine): RoleCapacity => ({
  role: 'api',
  perProcess,
  min: least,
  max: most,
  bootMs: bootSeconds * 1_000,
  step: 1,
});
