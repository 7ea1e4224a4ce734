/** Checks of a deployment, each by itself: one that cannot even be asked has failed. */
import { messageOf } from '../core/operator-error.ts';

export type Check = {
  readonly name: string;
  /** Resolves to what it found, with `ok: false` when that is not well. May throw. */
  readonly look: () => Promise<Finding>;
};

export type Finding = { readonly ok: boolean; readonly found: string };

export const well = (found: string): Finding => ({ ok: true, found });
export const ill = (found: string): Finding => ({ ok: false, found });

/** Runs all of them, says each, and answers the names of those that failed. */
export async function runChecks(
  checks: readonly Check[],
  say: (line: string) => void,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, look } of checks) {
    const { ok, found } = await look().catch((error: unknown) => ill(messageOf(error)));
    say(`${ok ? 'ok    ' : 'FAILED'} ${name}: ${found}`);
    if (!ok) failed.push(name);
  }
  return failed;
}
