/**
 * Other programs that open what the product has made. Where a machine has none of that name, the tests
 * that need it are left out, and one line says so.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

function isThere(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** For `it.runIf` and `describe.runIf`. `from`: the package that has them. */
export function havePrograms(names: readonly string[], from: string): boolean {
  const missing = names.filter((name) => !isThere(name));
  if (missing.length === 0) return true;
  process.stderr.write(
    `No ${missing.join(', ')} was found: tests that open documents with it are left out. ` +
      `It comes with ${from}.\n`,
  );
  return false;
}

export const havePoppler = (): boolean =>
  havePrograms(['pdftotext', 'pdffonts', 'pdfinfo', 'pdftoppm'], 'poppler-utils');

/** What it wrote; throws when it fails. */
export const runProgram = (name: string, args: readonly string[]): Buffer =>
  execFileSync(name, args, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 20_000_000 });
