/** Other programs that a command needs: kubectl, Terraform. */
import { spawn } from 'node:child_process';
import { OperatorError } from './operator-error.ts';

export type ProgramRun = { readonly exitCode: number; readonly output: string };

export type Programs = {
  /**
   * Runs a program to its end; its output is kept and, with `shown`, passed on. Bounded in time.
   */
  readonly run: (
    program: string,
    args: readonly string[],
    options?: {
      readonly folder?: string;
      readonly shown?: boolean;
      readonly timeoutMs?: number;
      readonly input?: string;
    },
  ) => Promise<ProgramRun>;
};

const outputMax = 4 * 1024 * 1024;
const timeoutDefaultMs = 120_000;

export const systemPrograms: Programs = {
  run: (program, args, { folder, shown = false, timeoutMs = timeoutDefaultMs, input } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, {
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: timeoutMs,
        ...(folder === undefined ? {} : { cwd: folder }),
      });
      let output = '';
      const take = (chunk: Buffer): void => {
        output = (output + chunk.toString()).slice(-outputMax);
        if (shown) process.stdout.write(chunk);
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.stdin.on('error', () => {});
      child.stdin.end(input ?? '');
      child.once('error', (error) =>
        reject(
          new OperatorError(`${program} could not be run: ${error.message}`, `Install ${program}.`),
        ),
      );
      child.once('close', (code, signal) =>
        resolve({
          exitCode: code ?? 1,
          output: signal === null ? output : `${output}\nended by ${signal}`,
        }),
      );
    }),
};

/** Throws with the end of its output when the program fails. */
export async function mustRun(
  programs: Programs,
  ...[program, args, options]: Parameters<Programs['run']>
): Promise<string> {
  const { exitCode, output } = await programs.run(program, args, options);
  if (exitCode === 0) return output;
  throw new OperatorError(
    `${program} ${args.join(' ')} failed with exit code ${exitCode}:\n${output.slice(-2_000)}`,
    'Repair what it complains about and run the command again.',
  );
}
