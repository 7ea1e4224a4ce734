/** The shape of a database, of its secrets and of its backups. */
import type { Problem } from '../lib/problem.ts';
import type { ConnectionsConfig } from './connection-budget.ts';
import {
  checkAurora,
  checkDisk,
  checkRds,
  checkSecrets,
  checkServer,
  checkVault,
  type Report,
} from './database-checks.ts';
import type { DatabaseClass, InstanceClass } from './database-class.ts';

export type ReaderScaling = {
  /** Readers at most, those that are always there included. */
  readonly max: number;
  /** Of the readers, on average. */
  readonly cpuPercent: number;
};

export type DiskConfig = {
  readonly allocatedGib: number;
  /** Grows up to here by itself. */
  readonly maxGib: number;
  /** Only from 400 GiB on; below, gp3 has 3,000 and 125 MiB/s and takes no other wish. */
  readonly iops?: number;
  readonly throughputMibps?: number;
};

/**
 * Who makes and rotates the password. `managed`: RDS does, in a secret of its own; it cannot where
 * there are replicas of the instance or a global cluster. `own`: our secret and our function.
 */
export type PasswordConfig =
  | { readonly kind: 'managed' }
  /** One more makes a new password with the next apply. */
  | { readonly kind: 'own'; readonly version: number };

/** What is the same for PostgreSQL of any kind. */
export type ServerConfig = {
  /** The major version; minor ones come by themselves in the maintenance window. */
  readonly engineVersion: string;
  readonly connections: ConnectionsConfig;
  /** Ends sessions that do nothing. Longer than the ten minutes after which pools close theirs. */
  readonly idleSessionSeconds: number;
  /** Statements that take longer are logged. */
  readonly slowStatementMs: number;
  /** `all` is not offered: it would write what buyers enter into the log. */
  readonly logStatements: 'none' | 'ddl' | 'mod';
  readonly password: PasswordConfig;
  /** How many days back it can be restored to any moment. */
  readonly backupRetentionDays: number;
  /** In UTC: `kstWindow`. */
  readonly backupWindow: string;
  /** In UTC: `kstWeeklyWindow`. */
  readonly maintenanceWindow: string;
  /** Changes that need a restart do not wait for the maintenance window. */
  readonly applyImmediately: boolean;
  readonly deletionProtection: boolean;
  /** Taken when it is deleted; automated backups outlive it as well. */
  readonly finalSnapshot: boolean;
  /** 0, 1, 5, 10, 15, 30 or 60. */
  readonly enhancedMonitoringSeconds: number;
  /** 7 is free of charge. */
  readonly performanceInsightsDays: number;
  readonly logRetentionDays: number;
};

export type AuroraConfig = ServerConfig & {
  readonly kind: 'aurora';
  readonly instance: DatabaseClass;
  /** Each in another zone; one takes over when the writer fails. */
  readonly readers: number;
  readonly readerScaling?: ReaderScaling;
};

export type RdsConfig = ServerConfig & {
  readonly kind: 'rds';
  readonly instance: InstanceClass;
  /** A standby in another zone, which takes over and cannot be read. */
  readonly multiAz: boolean;
  readonly disk: DiskConfig;
  /** Of the same class: a replica has to allow as many connections as the primary. */
  readonly replicas: number;
};

/** What goes on waiting in another region. */
export type CrossRegionReplicaConfig = Omit<RdsConfig, 'replicas' | 'password'>;

export type SecretsConfig = {
  /** The password of the database. */
  readonly rotateDatabaseDays: number;
  /** One more makes new secrets of the application. */
  readonly applicationVersion: number;
  /** How long a deleted secret can be brought back: 7 to 30, or 0 for not at all. */
  readonly recoveryDays: number;
};

/** Daily snapshots in a vault, beside what the database keeps by itself. */
export type VaultConfig = {
  /** `HH:MM` in Seoul, outside of the windows above. */
  readonly at: string;
  readonly retentionDays: number;
  /** Of the copy in another region, where there is one. */
  readonly copyRetentionDays?: number;
  /** Nobody shortens or deletes before the least, except with a special permission. */
  readonly lock?: { readonly minDays: number; readonly maxDays: number };
};

export type DatabaseConfig<Server extends AuroraConfig | RdsConfig = AuroraConfig | RdsConfig> = {
  readonly server: Server;
  readonly secrets: SecretsConfig;
  readonly vault?: VaultConfig;
};

/** At `where`, e.g. `fargate/prod database`. */
export function checkDatabase(where: string, config: DatabaseConfig): Problem[] {
  const problems: Problem[] = [];
  const reportAt =
    (part: string): Report =>
    (setting, problem, remedy) => {
      problems.push({ setting: `${where}.${part}.${setting}`, problem, remedy });
    };
  const { server, secrets, vault } = config;
  checkServer(reportAt('server'), server);
  if (server.kind === 'aurora') checkAurora(reportAt('server'), server);
  else checkRds(reportAt('server'), server);
  checkSecrets(reportAt('secrets'), secrets);
  if (vault !== undefined) checkVault(reportAt('vault'), vault);
  return problems;
}

/** At `where`, e.g. `disaster-recovery/prod standby database`. */
export function checkCrossRegionReplica(
  where: string,
  replica: CrossRegionReplicaConfig,
  primary: RdsConfig,
): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (setting, problem, remedy) => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  checkServer(report, replica);
  checkDisk(report, replica.disk);
  if (replica.engineVersion !== primary.engineVersion) {
    const versions = `${replica.engineVersion} replicates ${primary.engineVersion}`;
    report('engineVersion', `${versions}.`, 'Use the same.');
  }
  if (replica.connections.maxConnections < primary.connections.maxConnections) {
    report(
      'connections.maxConnections',
      `is below the ${primary.connections.maxConnections} of its primary; it would not start.`,
      'Allow at least as many.',
    );
  }
  return problems;
}
