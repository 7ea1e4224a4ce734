/** The commands that run the product's image on an instance, hardened as everywhere else. */
import { runtime } from '../../runtime/contract.ts';

export type RunContainerProps = {
  readonly containerName: string;
  readonly logGroupName: string;
  readonly region: string;
  /** First part of the log stream: the role. */
  readonly logPrefix: string;
};

/** The shell has `$IMAGE`, `$ENV_FILE` and `$INSTANCE`. */
const hardened = [
  // The host's network, so that a hop limit of 1 still lets it have the instance's role, and the
  // agent for traces is on 127.0.0.1. Which ports are reachable, the security group says.
  '--network host',
  `--user ${runtime.userId}:${runtime.userId}`,
  '--read-only',
  '--tmpfs /tmp:mode=1777,size=64m',
  `--mount type=volume,src=data,dst=${runtime.dataDir}`,
  '--cap-drop ALL',
  '--security-opt no-new-privileges',
  '--pids-limit 512',
  '--ulimit nofile=65536:65536',
  '--env-file "$ENV_FILE"',
] as const;

/** Brings the schema to this release; several instances at once wait for each other. */
export const migrateCommand = (): string =>
  command(['docker run --rm', ...hardened, '"$IMAGE"', ...runtime.commands.migrate]);

export const serveCommand = (props: RunContainerProps): string =>
  command([
    'docker run --detach',
    `--name ${props.containerName}`,
    '--restart always',
    `--stop-timeout ${runtime.stopGraceSeconds}`,
    ...hardened,
    '--log-driver awslogs',
    `--log-opt awslogs-region=${props.region}`,
    `--log-opt awslogs-group=${props.logGroupName}`,
    `--log-opt awslogs-stream="${props.logPrefix}/$INSTANCE"`,
    // A log that cannot be written must not hold up a sale.
    '--log-opt mode=non-blocking',
    '--log-opt max-buffer-size=8m',
    '"$IMAGE"',
    ...runtime.commands.serve,
  ]);

const command = (words: readonly string[]): string => words.join(' \\\n  ');
