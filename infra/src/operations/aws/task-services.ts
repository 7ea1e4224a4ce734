/** Services and tasks of ECS. */
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  type NetworkConfiguration,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  type Service,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { copyOf } from './copy-task-definition.ts';
import { clientConfig, type ClientOptions, orMissing, present } from './options.ts';

export type TaskService = {
  readonly name: string;
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  /** The newest deployment. */
  readonly rollout: {
    readonly taskDefinition: string;
    readonly state: 'COMPLETED' | 'FAILED' | 'IN_PROGRESS';
    readonly reason: string;
  };
  readonly network: NetworkConfiguration | undefined;
};

/** One revision of a family of task definitions. */
export type Revision = {
  readonly arn: string;
  /** By container. */
  readonly images: readonly string[];
};

export type TaskRun = {
  readonly status: string;
  readonly exitCode: number | undefined;
  readonly reason: string;
};

export type TaskServices = {
  readonly find: (cluster: string, name: string) => Promise<TaskService | undefined>;
  /** Of a family its newest revision that is active, whoever registered it; or exactly this one. */
  readonly revision: (familyOrArn: string) => Promise<Revision>;
  /** A new revision in which containers of `repository` run `image`; nothing else differs. */
  readonly registerImage: (
    familyOrArn: string,
    repository: string,
    image: string,
  ) => Promise<string>;
  readonly update: (
    cluster: string,
    name: string,
    change: {
      readonly taskDefinition?: string;
      readonly desired?: number;
      readonly restart?: boolean;
    },
  ) => Promise<void>;
  /** Starts one task in a service's network; answers its ARN. */
  readonly runTask: (
    cluster: string,
    taskDefinition: string,
    network: NetworkConfiguration | undefined,
  ) => Promise<string>;
  readonly findTask: (cluster: string, arn: string) => Promise<TaskRun>;
};

export function createTaskServices(options: ClientOptions): TaskServices {
  const ecs = new ECSClient(clientConfig(options));
  const definitionOf = async (taskDefinition: string) => {
    const answer = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }),
    );
    return { definition: present(answer.taskDefinition, taskDefinition), tags: answer.tags ?? [] };
  };
  return {
    async find(cluster, name) {
      const answer = await orMissing(
        ecs.send(new DescribeServicesCommand({ cluster, services: [name] })),
      );
      const service = answer?.services?.find(({ status }) => status !== 'INACTIVE');
      return service === undefined ? undefined : serviceOf(name, service);
    },
    async revision(familyOrArn) {
      const { definition } = await definitionOf(familyOrArn);
      return {
        arn: present(definition.taskDefinitionArn, 'the ARN of a revision'),
        images: (definition.containerDefinitions ?? []).map(({ image = '' }) => image),
      };
    },
    async registerImage(familyOrArn, repository, image) {
      const { definition, tags } = await definitionOf(familyOrArn);
      const { taskDefinition } = await ecs.send(
        new RegisterTaskDefinitionCommand(copyOf(definition, tags, repository, image)),
      );
      return present(taskDefinition?.taskDefinitionArn, 'the ARN of the new revision');
    },
    async update(cluster, service, { taskDefinition, desired, restart }) {
      await ecs.send(
        new UpdateServiceCommand({
          cluster,
          service,
          ...(taskDefinition === undefined ? {} : { taskDefinition }),
          ...(desired === undefined ? {} : { desiredCount: desired }),
          ...(restart === undefined ? {} : { forceNewDeployment: restart }),
        }),
      );
    },
    async runTask(cluster, taskDefinition, network) {
      const { tasks = [], failures = [] } = await ecs.send(
        new RunTaskCommand({
          cluster,
          taskDefinition,
          count: 1,
          capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
          propagateTags: 'TASK_DEFINITION',
          ...(network === undefined ? {} : { networkConfiguration: network }),
        }),
      );
      return present(
        tasks[0]?.taskArn,
        `a task: ${failures.map(({ reason = 'unknown' }) => reason).join(', ')}`,
      );
    },
    async findTask(cluster, arn) {
      const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [arn] }));
      const task = present(tasks[0], `the task ${arn}`);
      const container = task.containers?.find(({ exitCode }) => exitCode !== undefined);
      return {
        status: present(task.lastStatus, 'a status'),
        exitCode: container?.exitCode,
        reason: task.stoppedReason ?? container?.reason ?? '',
      };
    },
  };
}

function serviceOf(name: string, service: Service): TaskService {
  const newest = service.deployments?.find(({ status }) => status === 'PRIMARY');
  return {
    name,
    taskDefinition: present(service.taskDefinition, 'a task definition'),
    desired: service.desiredCount ?? 0,
    running: service.runningCount ?? 0,
    rollout: {
      taskDefinition: newest?.taskDefinition ?? '',
      state: newest?.rolloutState ?? 'IN_PROGRESS',
      reason: newest?.rolloutStateReason ?? '',
    },
    network: service.networkConfiguration,
  };
}
