/**
 * `npm run audit [-- --json]`: proves that nothing was oversold and nothing is adrift, on the server
 * that DATABASE_URL names or on the embedded one, running or not. Exit code 0 when every invariant
 * holds, 1 when one is violated, 2 when the audit could not be made (the reason is on stderr).
 */
import process from 'node:process';
import { printReport } from '../audit/print-report.ts';
import type { AuditReport } from '../audit/report.ts';
import { runAudit } from '../audit/run-audit.ts';
import { environment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { attachDatabase } from '../postgres/attach.ts';
import { messageOf } from '../postgres/startup-error.ts';

const usage = 'Usage: npm run audit [-- --json]';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** Notes go to stderr: with --json, stdout is one JSON document. */
const note = (line: string): void => void process.stderr.write(`${line}\n`);

async function audit(): Promise<AuditReport> {
  const { database, dataDir, retention } = loadConfig(environment());
  const attached = await attachDatabase({ url: database.url, dataDir, log: note });
  try {
    return await runAudit(attached.url, {
      limits: {
        outboxRetentionMs: retention.outboxMs,
        finishedHoldsRetentionMs: retention.finishedHoldsMs,
      },
    });
  } finally {
    await attached.close();
  }
}

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg !== '--json')) {
    note(usage);
    return 2;
  }
  try {
    const report = await audit();
    if (args.includes('--json')) say(JSON.stringify(report, undefined, 2));
    else for (const line of printReport(report)) say(line);
    return report.ok ? 0 : 1;
  } catch (error) {
    // Every failure is 2, or a script would take a lost connection for a violated invariant.
    note(`The audit could not be made. ${messageOf(error)}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
