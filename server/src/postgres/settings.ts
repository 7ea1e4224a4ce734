/** How the embedded PostgreSQL runs: durable without exception, modest on a small machine. */
import { totalmem } from 'node:os';

const MEGABYTE = 1_048_576;

/** Settings given on the command line, so that nothing in the data directory overrides them. */
export function serverSettings(
  port: number,
  extra: Readonly<Record<string, string>> = {},
): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    // An acknowledged booking survives a power cut.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: '200',
    shared_buffers: `${sharedBuffersMegabytes(totalmem())}MB`,
    // Containers have 64 MB of /dev/shm, which parallel queries would exceed; short ones need none.
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    wal_compression: 'on',
    min_wal_size: '256MB',
    max_wal_size: '3GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    // Refused statements (a unique violation, say) are ordinary here: one line, not the statement.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    // A client that vanished while waiting for a lock gives up its place.
    client_connection_check_interval: '10s',
    ...extra,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** A sixteenth of the memory, between 64 and 512 MB: the machine also runs the server. */
export function sharedBuffersMegabytes(memoryBytes: number): number {
  return Math.round(Math.min(512, Math.max(64, memoryBytes / MEGABYTE / 16)));
}
