/** What the rotation takes: an event of Secrets Manager, and the clients of AWS. */

export type RotationEvent = {
  readonly SecretId: string;
  /** Names the version that is being made. */
  readonly ClientRequestToken: string;
  readonly Step: string;
};

type Version = { readonly SecretId: string; readonly VersionId?: string };

/** As much of the clients of AWS as is used. */
export type SecretsClient = {
  describeSecret(input: Pick<Version, 'SecretId'>): Promise<{
    readonly VersionIdsToStages?: Readonly<Record<string, readonly string[]>>;
  }>;
  getSecretValue(
    input: Version & { readonly VersionStage: string },
  ): Promise<{ readonly SecretString?: string }>;
  getRandomPassword(input: {
    readonly PasswordLength: number;
    readonly ExcludePunctuation: boolean;
  }): Promise<{ readonly RandomPassword?: string }>;
  putSecretValue(input: {
    readonly SecretId: string;
    readonly ClientRequestToken: string;
    readonly SecretString: string;
    readonly VersionStages: readonly string[];
  }): Promise<unknown>;
  updateSecretVersionStage(input: {
    readonly SecretId: string;
    readonly VersionStage: string;
    readonly MoveToVersionId: string;
    readonly RemoveFromVersionId: string;
  }): Promise<unknown>;
};

export type DatabasesClient = {
  modifyDBInstance(input: {
    readonly DBInstanceIdentifier: string;
    readonly MasterUserPassword: string;
    readonly ApplyImmediately: boolean;
  }): Promise<unknown>;
  describeDBInstances(input: { readonly DBInstanceIdentifier: string }): Promise<{
    readonly DBInstances?: readonly {
      readonly DBInstanceStatus?: string;
      readonly PendingModifiedValues?: { readonly MasterUserPassword?: string };
    }[];
  }>;
};

export type RotationPorts = {
  readonly secrets: SecretsClient;
  readonly databases: DatabasesClient;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  readonly databaseId: string;
};

export function rotatePassword(event: RotationEvent, ports: RotationPorts): Promise<void>;
