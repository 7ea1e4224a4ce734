/** What all tasks of the product have in common, services and one-off tasks alike. */
import type { TasksConfig } from '../../config/compute-config.ts';
import type { ContainerEnvironment } from '../../runtime/contract.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { LogGroup } from '../log-groups/log-group.ts';

export type ApplicationProps = {
  readonly name: Name;
  readonly region: string;
  readonly accountId: string;
  /** By digest in prod. Releases add revisions with newer ones. */
  readonly image: string;
  readonly repositoryArn: string;
  readonly environment: ContainerEnvironment;
  readonly secretsKeyArn: string;
  readonly architecture: TasksConfig['architecture'];
  readonly logGroup: LogGroup;
};
