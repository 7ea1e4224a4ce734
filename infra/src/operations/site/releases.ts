/**
 * Which files releases of the web app use. A page that was opened before a release asks for its own
 * files, days later perhaps: a file goes only when no release of the last 30 days used it.
 */

export type SiteRelease = { readonly atMs: number; readonly keys: readonly string[] };

export const keptDays = 30;
const keptMs = keptDays * 86_400_000;

/** Releases that were current at some moment of the last 30 days; in the order of time. */
export function keptReleases(releases: readonly SiteRelease[], nowMs: number): SiteRelease[] {
  const ordered = releases.toSorted((a, b) => a.atMs - b.atMs);
  return ordered.filter((_, index) => {
    // Each was current until the next one came.
    const endedMs = ordered[index + 1]?.atMs ?? nowMs;
    return nowMs - endedMs < keptMs;
  });
}

/** What of `present` nobody needs any more. Files that were never in a release are not ours. */
export function unusedKeys(
  releases: readonly SiteRelease[],
  present: readonly string[],
  nowMs: number,
): string[] {
  const ours = new Set(releases.flatMap(({ keys }) => keys));
  const needed = new Set(keptReleases(releases, nowMs).flatMap(({ keys }) => keys));
  return present.filter((key) => ours.has(key) && !needed.has(key));
}
