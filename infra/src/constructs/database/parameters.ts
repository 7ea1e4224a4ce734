/** What PostgreSQL is told besides the defaults of AWS, the same for Aurora and RDS. */
import type { ServerConfig } from '../../config/database-config.ts';

export type Parameter = {
  readonly name: string;
  readonly value: string;
  /** Static parameters wait for a restart; AWS refuses to apply them at once. */
  readonly applyMethod: 'immediate' | 'pending-reboot';
};

/** The time zone stays UTC: the server exchanges moments, and pages show them in local time. */
export function parametersOf(
  config: Pick<ServerConfig, 'idleSessionSeconds' | 'slowStatementMs' | 'logStatements'>,
): readonly Parameter[] {
  return [
    // Nobody gets in without TLS.
    atRestart('rds.force_ssl', '1'),
    atRestart('password_encryption', 'scram-sha-256'),
    atRestart('rds.accepted_password_auth_method', 'scram'),
    atRestart('shared_preload_libraries', 'pg_stat_statements'),
    // What wait_timeout is to MySQL: ends sessions that a vanished host left behind.
    atOnce('idle_session_timeout', String(config.idleSessionSeconds * 1_000)),
    atOnce('log_min_duration_statement', String(config.slowStatementMs)),
    atOnce('log_statement', config.logStatements),
    atOnce('log_lock_waits', '1'),
  ];
}

/** Of each instance, since an instance has the memory that they need. */
export const connectionParameters = (maxConnections: number): readonly Parameter[] => [
  atRestart('max_connections', String(maxConnections)),
];

const atRestart = (name: string, value: string): Parameter => ({
  name,
  value,
  applyMethod: 'pending-reboot',
});

const atOnce = (name: string, value: string): Parameter => ({
  name,
  value,
  applyMethod: 'immediate',
});
