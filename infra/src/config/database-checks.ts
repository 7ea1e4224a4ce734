/** What can be wrong with each part of a database's configuration. */
import { connectionsBorne, type DatabaseClass } from './database-class.ts';
import type {
  AuroraConfig,
  DiskConfig,
  RdsConfig,
  SecretsConfig,
  ServerConfig,
  VaultConfig,
} from './database-config.ts';

/** Setting, what is wrong with it, a way out. */
export type Report = (setting: string, problem: string, remedy: string) => void;

/** Too small for Aurora, which starts with `medium`. */
const auroraRefuses: ReadonlySet<DatabaseClass> = new Set(['db.t3.micro', 'db.t3.small']);
/** From this size on gp3 takes wishes about its speed. */
const fastDiskGib = 400;
const monitoringIntervals: ReadonlySet<number> = new Set([0, 1, 5, 10, 15, 30, 60]);

export function checkServer(
  report: Report,
  server: Omit<ServerConfig, 'password'> & { readonly instance: DatabaseClass },
): void {
  const { connections, backupRetentionDays, idleSessionSeconds } = server;
  const borne = connectionsBorne(server.instance);
  if (connections.maxConnections > borne) {
    report(
      'connections.maxConnections',
      `is ${connections.maxConnections}; its class bears ${borne}.`,
      'Choose a larger class, or allow fewer and lower poolMax.',
    );
  }
  if (!/^\d+$/.test(server.engineVersion) || Number(server.engineVersion) < 15) {
    report('engineVersion', `is "${server.engineVersion}".`, 'Use a major version from 15 on.');
  }
  if (backupRetentionDays < 1 || backupRetentionDays > 35) {
    report('backupRetentionDays', `is ${backupRetentionDays}.`, 'Use 1 to 35.');
  }
  if (idleSessionSeconds <= 600) {
    report(
      'idleSessionSeconds',
      `is ${idleSessionSeconds}: pools would find their connections closed.`,
      'Use more than the 600 after which they close them themselves.',
    );
  }
  if (overlapDaily(server.backupWindow, server.maintenanceWindow)) {
    report(
      'maintenanceWindow',
      `${server.maintenanceWindow} overlaps the backup window ${server.backupWindow}.`,
      'Separate them; AWS refuses windows that overlap.',
    );
  }
  if (!monitoringIntervals.has(server.enhancedMonitoringSeconds)) {
    const wanted = `Use one of ${[...monitoringIntervals].join(', ')}.`;
    report('enhancedMonitoringSeconds', `is ${server.enhancedMonitoringSeconds}.`, wanted);
  }
  const insights = server.performanceInsightsDays;
  if (insights !== 7 && insights !== 731 && (insights % 31 !== 0 || insights > 23 * 31)) {
    report('performanceInsightsDays', `is ${insights}.`, 'Use 7, 31 times 1 to 23, or 731.');
  }
}

/** `HH:MM-HH:MM` and `ddd:HH:MM-ddd:HH:MM`: backups are taken every day, that one too. */
function overlapDaily(daily: string, weekly: string): boolean {
  const [from = 0, to = 0] = minutesIn(daily);
  const [start = 0, end = 0] = minutesIn(weekly);
  return within(start, from, to) || within(from, start, end);
}

/** Whether a minute of the day lies in a window, which may pass midnight. */
const within = (minute: number, first: number, last: number): boolean =>
  first <= last ? minute >= first && minute < last : minute >= first || minute < last;

const minutesIn = (window: string): number[] =>
  [...window.matchAll(/(\d\d):(\d\d)/g)].map(
    ([, hour, minute]) => Number(hour) * 60 + Number(minute),
  );

export function checkAurora(report: Report, server: AuroraConfig): void {
  const { instance, readers, readerScaling } = server;
  if (auroraRefuses.has(instance)) {
    report('instance', 'is too small for Aurora PostgreSQL.', 'Use db.t3.medium or larger.');
  }
  if (typeof instance !== 'string') {
    const { min, max } = instance.serverless;
    if (!(min >= 0.5 && min <= max && max <= 256 && (min * 2) % 1 === 0 && (max * 2) % 1 === 0)) {
      report('instance.serverless', `is ${min} to ${max}.`, 'Use 0.5 to 256, in steps of 0.5.');
    }
  }
  if (readers < 0 || readers > 15) report('readers', `is ${readers}.`, 'Use 0 to 15.');
  if (readerScaling !== undefined && (readerScaling.max <= readers || readerScaling.max > 15)) {
    report('readerScaling.max', `is ${readerScaling.max}.`, `Use ${readers + 1} to 15.`);
  }
}

export function checkRds(report: Report, server: RdsConfig): void {
  const { replicas, password } = server;
  checkDisk(report, server.disk);
  if (replicas < 0 || replicas > 15) report('replicas', `is ${replicas}.`, 'Use 0 to 15.');
  if (replicas > 0 && password.kind === 'managed') {
    report(
      'password',
      'is managed by RDS, which then refuses to create replicas.',
      'Use kind own, with version 1.',
    );
  }
}

export function checkDisk(
  report: Report,
  { allocatedGib, maxGib, iops, throughputMibps }: DiskConfig,
): void {
  if (allocatedGib < 20 || maxGib < allocatedGib * 1.1) {
    report('disk', `is ${allocatedGib} to ${maxGib} GiB.`, 'Start with 20, let it grow by 10 %.');
  }
  if ((iops ?? throughputMibps) !== undefined && allocatedGib < fastDiskGib) {
    report(
      'disk.iops',
      `is asked for at ${allocatedGib} GiB.`,
      `Leave it out, or start with ${fastDiskGib}: below, gp3 has 3,000 and 125 MiB/s.`,
    );
  }
}

export function checkSecrets(
  report: Report,
  { rotateDatabaseDays, recoveryDays }: SecretsConfig,
): void {
  if (rotateDatabaseDays < 1 || rotateDatabaseDays > 90) {
    report('rotateDatabaseDays', `is ${rotateDatabaseDays}.`, 'Use 1 to 90.');
  }
  if (recoveryDays !== 0 && (recoveryDays < 7 || recoveryDays > 30)) {
    report('recoveryDays', `is ${recoveryDays}.`, 'Use 7 to 30, or 0.');
  }
}

export function checkVault(
  report: Report,
  { at, retentionDays, copyRetentionDays, lock }: VaultConfig,
): void {
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(at)) report('at', `"${at}" is no time.`, 'Use HH:MM.');
  for (const [setting, days] of Object.entries({ retentionDays, copyRetentionDays })) {
    if (days === undefined) continue;
    if (days < 1) report(setting, `is ${days}.`, 'Use at least 1.');
    else if (lock !== undefined && (days < lock.minDays || days > lock.maxDays)) {
      const allowed = `${lock.minDays} to ${lock.maxDays}`;
      report(setting, `${days} is refused by the lock.`, `Use ${allowed}.`);
    }
  }
}
