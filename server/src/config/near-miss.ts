/** Finds variables that look like a misspelt setting: DATABSE_URL would otherwise be ignored. */

/** Shorter names have too many innocent neighbours: PATH is two letters away from PORT. */
const NAME_LENGTH_MIN = 5;
const TWO_EDITS_LENGTH_MIN = 8;

/** One warning for each variable that is unknown but one or two edits away from a known name. */
export function nearMisses(
  known: readonly string[],
  present: readonly string[],
): readonly string[] {
  const names = new Set(known);
  return present
    .filter((name) => !names.has(name) && /^[A-Z][A-Z0-9_]{3,63}$/.test(name))
    .flatMap((name) => {
      const meant = known.find((candidate) => isNear(name, candidate));
      return meant === undefined ? [] : [`${name} is not a setting and is ignored; ${meant} is.`];
    });
}

function isNear(name: string, candidate: string): boolean {
  if (candidate.length < NAME_LENGTH_MIN) return false;
  const editsMax = candidate.length >= TWO_EDITS_LENGTH_MIN ? 2 : 1;
  if (Math.abs(name.length - candidate.length) > editsMax) return false;
  return editDistance(name, candidate) <= editsMax;
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours between two words (the "optimal
 * string alignment" distance).
 */
export function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_unused, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = rows[i] ?? [];
    for (let j = 1; j <= b.length; j++) {
      const substitution = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? at(i - 2, j - 2) + 1 : Infinity;
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, substitution, swap);
    }
  }
  return at(a.length, b.length);
}
