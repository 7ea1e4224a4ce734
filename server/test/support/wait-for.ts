/** Tests wait for a fact, never for a time. */
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks until `probe` answers something other than undefined or false; errors count as "not yet".
 * Throws after `timeoutMs` with the last error, so that the failure says what was missing.
 */
export async function waitFor<T>(
  what: string,
  probe: () => T | Promise<T>,
  timeoutMs = 15_000,
): Promise<Exclude<T, undefined | false>> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value as Exclude<T, undefined | false>;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) throw new Error(`timed out: ${what}`, { cause: last });
    await delay(10);
  }
}
