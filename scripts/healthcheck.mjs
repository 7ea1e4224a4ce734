/**
 * The health check of a container, which has no curl: exit code 0 when the server (or with an argument, the
 * address given) answers 200. It asks whether the process can serve and not whether the database is there,
 * or a failover would restart every container.
 *
 *     node scripts/healthcheck.mjs [url]
 */
import process from 'node:process';

const url = process.argv[2] ?? `http://127.0.0.1:${process.env.PORT ?? 8080}/api/health`;

const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => undefined);
process.exitCode = answer?.status === 200 ? 0 : 1;
