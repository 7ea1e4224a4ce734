/**
 * The migrations this code knows: `NNNN-name.sql`, numbered from 0001 without gaps. The first line
 * states the phase: `-- phase: expand` (the release before still works on the result) or
 * `-- phase: contract` (it does not).
 */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from './startup-error.ts';

export type Phase = 'expand' | 'contract';

export type MigrationFile = {
  readonly version: number;
  readonly name: string;
  readonly phase: Phase;
  /** SHA-256 of the text with LF line ends, so that a Windows checkout is not "changed". */
  readonly checksum: string;
  readonly text: string;
};

export const MIGRATIONS_FOLDER: string = join(import.meta.dirname, 'migrations');

/** Reads the folder. Throws a StartupError when a file's name, number or first line is wrong. */
export async function readMigrations(folder = MIGRATIONS_FOLDER): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const files = await Promise.all(names.map((name) => readMigration(folder, name)));
  for (const [index, file] of files.entries()) {
    if (file.version === index + 1) continue;
    throw new StartupError(
      `Migration ${file.version} (${file.name}) is out of line: ${index + 1} was expected.`,
    );
  }
  return files;
}

async function readMigration(folder: string, fileName: string): Promise<MigrationFile> {
  const [, digits, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(fileName) ?? [];
  if (digits === undefined || name === undefined) {
    throw new StartupError(`Migration ${fileName} must be named like 0001-what-it-does.sql.`);
  }
  const text = (await readFile(join(folder, fileName), 'utf8')).replaceAll('\r\n', '\n');
  const phase = /^-- phase: (expand|contract)\s*\n/.exec(text)?.[1];
  if (phase !== 'expand' && phase !== 'contract') {
    throw new StartupError(
      `Migration ${fileName} must begin with "-- phase: expand" or "-- phase: contract".`,
    );
  }
  const checksum = createHash('sha256').update(text).digest('hex');
  return { version: Number(digits), name, phase, checksum, text };
}
