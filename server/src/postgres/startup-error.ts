/** A reason not to start that the operator can act on: shown as its message, without a stack. */
export class StartupError extends Error {
  override name = 'StartupError';
}

/** The `code` of a file-system error (`ENOENT`, `EACCES`, ...), or undefined. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const storageProblems: Readonly<Record<string, string>> = {
  EACCES: 'the current user may not write there',
  EPERM: 'the current user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of that path is a file',
};

/** Turns a file-system refusal into a sentence that names the directory; leaves other errors. */
export function explainStorage(error: unknown, directory: string): unknown {
  const problem = storageProblems[errnoOf(error) ?? ''];
  if (problem === undefined) return error;
  const text = `Cannot keep data in ${directory}: ${problem}. Free or allow it, or set DATA_DIR.`;
  return new StartupError(text, { cause: error });
}
