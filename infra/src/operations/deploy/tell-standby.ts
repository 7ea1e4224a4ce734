/** The last step of a release of disaster-recovery: the region that may have to take over. */
import { primaryRegion, standbyRegion } from '../../config/names.ts';
import { imageIn, repositoryOf } from '../../config/settings.ts';
import { digestOf } from '../core/image.ts';
import type { Operation } from '../core/operation.ts';
import { messageOf, OperatorError } from '../core/operator-error.ts';
import { patience, until } from '../core/until.ts';
import { imageParameter } from '../parts.ts';
import { bringSimulator } from './deploy-simulator.ts';

/** It shall take over with the release that served last, and take payments at once. */
export async function tellStandby(operation: Operation, image: string): Promise<void> {
  const there = operation.aws(standbyRegion);
  const copy = imageIn(image, standbyRegion);
  const { settings } = operation;
  await until(
    operation,
    'copy of the image in the standby region',
    patience(20, 'Look at the replication of the registry; then run the command again.'),
    async () => {
      const digest = await there.images.digestOf(repositoryOf(settings), digestOf(image));
      return digest === undefined ? { missing: 'not there yet' } : { done: true };
    },
  );
  await there.parameters.write(imageParameter(operation), copy);
  operation.say(`The standby would start ${copy}.`);
  try {
    await bringSimulator(operation, standbyRegion, image);
  } catch (error) {
    throw new OperatorError(
      `${primaryRegion} has the release; the payment simulator in ${standbyRegion} has not: ` +
        messageOf(error),
      'Repair it and run the command again, or a fail-over has to do it first.',
    );
  }
}
