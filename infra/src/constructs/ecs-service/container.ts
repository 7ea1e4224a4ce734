/** The product's container in a task, built from the runtime contract and hardened. */
import {
  type ContainerEnvironment,
  runtime,
  type SecretReference,
} from '../../runtime/contract.ts';

export type ContainerProps = {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly environment: ContainerEnvironment;
  readonly region: string;
  readonly logGroupName: string;
  readonly logPrefix: string;
  /** Ports that others may reach. */
  readonly ports: readonly number[];
  /** What is asked whether it lives: the server of the image, or something else. */
  readonly health: 'server' | 'none' | { readonly url: string };
  /** Sessions in a container need a file system that can be written to. */
  readonly writableRoot?: boolean;
};

/** One entry of a task's container definitions, as ECS spells it. */
export type ContainerDefinition = Readonly<Record<string, unknown>>;

/** The volume that every task has for `runtime.dataDir`; Fargate makes it and throws it away. */
export const dataVolume = 'data';

export const containerDefinition = (props: ContainerProps): ContainerDefinition => ({
  name: props.name,
  image: props.image,
  essential: true,
  command: props.command,
  user: `${runtime.userId}:${runtime.userId}`,
  readonlyRootFilesystem: props.writableRoot !== true,
  portMappings: props.ports.map((containerPort) => ({ containerPort, protocol: 'tcp' })),
  environment: Object.entries(props.environment.plain).map(([name, value]) => ({ name, value })),
  secrets: Object.entries(props.environment.secrets).map(([name, reference]) => ({
    name,
    valueFrom: valueFrom(reference),
  })),
  mountPoints: [{ sourceVolume: dataVolume, containerPath: runtime.dataDir, readOnly: false }],
  linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
  ulimits: [{ name: 'nofile', softLimit: 65_535, hardLimit: 65_535 }],
  stopTimeout: runtime.stopGraceSeconds,
  ...(props.health === 'none' ? {} : { healthCheck: healthCheck(props.health) }),
  logConfiguration: {
    logDriver: 'awslogs',
    options: {
      'awslogs-region': props.region,
      'awslogs-group': props.logGroupName,
      'awslogs-stream-prefix': props.logPrefix,
      // A log that cannot be written must not hold up a sale.
      mode: 'non-blocking',
      'max-buffer-size': '8m',
    },
  },
});

/** `<arn>:<json key>:<stage>:<version>`, of which the last two stay empty: the current one. */
const valueFrom = ({ secretArn, jsonKey }: SecretReference): string =>
  jsonKey === undefined ? secretArn : `${secretArn}:${jsonKey}::`;

/** The image has no curl; it brings this script. */
const healthCheck = (health: 'server' | { readonly url: string }): ContainerDefinition => ({
  command: ['CMD', 'node', 'scripts/healthcheck.mjs', ...(health === 'server' ? [] : [health.url])],
  interval: 10,
  timeout: 5,
  retries: 3,
  startPeriod: 60,
});
