/** Every command of `operate`, in the order in which one needs them. */
import { planCapacityCommand } from './capacity/plan-capacity.ts';
import type { Command } from './core/command.ts';
import { deployCommand } from './deploy/command.ts';
import { unlockReleaseCommand } from './deploy/unlock-release.ts';
import { bootstrapCommand } from './destroy/bootstrap.ts';
import { destroyCommand } from './destroy/destroy.ts';
import { startCommand, stopCommand } from './dev/stop-start.ts';
import { failBackCommand, failOverCommand } from './fail-over/commands.ts';
import { checkHealthCommand } from './health/check-health.ts';
import { checkQuotasCommand } from './health/check-quotas.ts';
import { watchErrorsCommand } from './health/watch-errors.ts';
import { restoreCommand } from './recovery/restore-command.ts';
import { snapshotCommand } from './recovery/snapshot-command.ts';
import { upgradeRedisCommand } from './redis/upgrade-redis.ts';
import { rotateSecretsCommand } from './secrets/rotate-secrets.ts';
import { publishSiteCommand } from './site/command.ts';
import { smokeTestCommand } from './smoke-test/command.ts';
import {
  backupStateCommand,
  restoreStateCommand,
  unlockStateCommand,
} from './state/state-commands.ts';

export const commands: readonly Command[] = [
  bootstrapCommand,
  checkQuotasCommand,
  publishSiteCommand,
  deployCommand,
  unlockReleaseCommand,
  smokeTestCommand,
  watchErrorsCommand,
  checkHealthCommand,
  planCapacityCommand,
  stopCommand,
  startCommand,
  snapshotCommand,
  restoreCommand,
  failOverCommand,
  failBackCommand,
  upgradeRedisCommand,
  rotateSecretsCommand,
  backupStateCommand,
  restoreStateCommand,
  unlockStateCommand,
  destroyCommand,
];
