/** On what the figures were taken: they mean nothing without it. */
import { execFileSync } from 'node:child_process';
import { cpus, platform, release, totalmem } from 'node:os';
import type { RunningPostgres } from './postgres.ts';

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  /** The settings durability depends on. */
  readonly durability: Readonly<Record<string, string>>;
  readonly redis: string | null;
  readonly pgbench: string | null;
};

const GIB = 1_073_741_824;
const DURABILITY = ['fsync', 'synchronous_commit', 'full_page_writes'];

export async function describeMachine(postgres: RunningPostgres): Promise<Machine> {
  const settings = await postgres.admin.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name = any($1) or name = 'server_version'`,
    [DURABILITY],
  );
  const byName = new Map(settings.rows.map(({ name, setting }) => [name, setting]));
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round((totalmem() / GIB) * 10) / 10,
    system: `${platform()} ${release()}`,
    node: process.version,
    postgres: byName.get('server_version') ?? 'unknown',
    durability: Object.fromEntries(DURABILITY.map((name) => [name, byName.get(name) ?? 'unknown'])),
    redis: versionOf('redis-server'),
    pgbench: versionOf('pgbench'),
  };
}

function versionOf(program: string): string | null {
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return null;
  }
}
