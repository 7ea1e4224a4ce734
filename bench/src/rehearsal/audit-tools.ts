/** What the audit of a journal is made of: findings, and ways to look for doubles and overlaps. Pure. */

export type Offence = { readonly buyer?: number; readonly what: string };

/** A check with all that breaks it; no offences: it holds. */
export type Finding = {
  /** Kebab-case and stable: scripts refer to it. */
  readonly id: string;
  readonly statement: string;
  /** How many things were looked at; 0: nothing could be. */
  readonly checked: number;
  readonly offences: readonly Offence[];
};

export type Stay = { readonly fromMs: number; readonly untilMs: number };

/** Pairs that overlap in time, each with the one that lasts longest of those before it. */
export function overlaps<One extends Stay>(stays: readonly One[]): (readonly [One, One])[] {
  const found: (readonly [One, One])[] = [];
  let longest: One | undefined;
  for (const stay of stays.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (stay.untilMs <= stay.fromMs) continue;
    if (longest !== undefined && stay.fromMs < longest.untilMs) found.push([longest, stay]);
    if (longest === undefined || stay.untilMs > longest.untilMs) longest = stay;
  }
  return found;
}

/** How many there were at the same time at most. */
export function peak(stays: readonly Stay[]): number {
  const turns = stays
    .filter(({ fromMs, untilMs }) => untilMs > fromMs)
    .flatMap(({ fromMs, untilMs }) => [
      { at: fromMs, by: 1 },
      { at: untilMs, by: -1 },
    ])
    // Who goes out makes room for who comes in at the same moment.
    .toSorted((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of turns) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

/** Those whose key came before. */
export function twice<One>(list: readonly One[], keyOf: (one: One) => string): One[] {
  const seen = new Set<string>();
  return list.filter((one) => {
    const key = keyOf(one);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}
