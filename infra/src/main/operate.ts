/**
 * `npm run infra -- operate <command>`: releases, health checks, backups, fail-overs and everything
 * else that is done to what Terraform has built. `operate --help` lists the commands.
 */
import process from 'node:process';
import { commands } from '../operations/commands.ts';
import { runCommand, terminalAsk } from '../operations/core/run-command.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // The first one ends the command in order; whoever insists ends it at once.
  process.once(signal, () => interruption.abort());
}

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  write: (line) => process.stdout.write(`${line}\n`),
  variables: process.env,
  signal: interruption.signal,
  ...(process.stdin.isTTY ? { ask: terminalAsk } : {}),
});
