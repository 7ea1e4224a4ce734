/**
 * The payment simulator of the region that takes over. It ran before its image was there, perhaps,
 * or with that of a former release: what processes are raised to sell has to be paid.
 */
import type { Region } from '../../config/names.ts';
import type { Operation } from '../core/operation.ts';
import { bringSimulator, runsImage, simulatorIn } from '../deploy/deploy-simulator.ts';
import { releasedLast } from './regions.ts';

/** Whether payments work there, with the image that its processes will run. */
export async function paysIn(operation: Operation, region: Region): Promise<boolean> {
  const release = simulatorIn(operation, region, await releasedLast(operation, region));
  return runsImage(operation.aws(region).taskServices, release);
}

export async function startPaymentsIn(operation: Operation, region: Region): Promise<void> {
  await bringSimulator(operation, region, await releasedLast(operation, region));
}
