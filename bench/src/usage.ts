/**
 * CPU time and peak memory of other processes, read from /proc. Elsewhere than on Linux the figures
 * are null: no estimate is better than a wrong one.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Linux reports CPU time in units of USER_HZ, which is 100 on every architecture Node runs on. */
const TICKS_PER_SECOND = 100;
const MIB = 1_048_576;

type Stat = { readonly parent: number; readonly own: number; readonly reaped: number };

/**
 * CPU seconds (user and system) of a process and all its descendants since they started, or null.
 * Children that have ended count through their parent, so a PostgreSQL backend that disconnects
 * between two readings is not lost.
 */
export function cpuSeconds(pid: number): number | null {
  const stats = new Map<number, Stat>();
  for (const candidate of processIds()) {
    const stat = readStat(candidate);
    if (stat !== undefined) stats.set(candidate, stat);
  }
  const root = stats.get(pid);
  if (root === undefined) return null;
  const belongs = (candidate: number): boolean => {
    for (let at = candidate; ;) {
      if (at === pid) return true;
      const stat = stats.get(at);
      if (stat === undefined || stat.parent === 0) return false;
      at = stat.parent;
    }
  };
  let ticks = 0;
  for (const [candidate, stat] of stats) {
    if (belongs(candidate)) ticks += stat.own + stat.reaped;
  }
  return ticks / TICKS_PER_SECOND;
}

function processIds(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may itself contain some.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const field = (number: number): number => Number(fields[number - 3]);
    return { parent: field(4), own: field(14) + field(15), reaped: field(16) + field(17) };
  } catch {
    return undefined;
  }
}

/** The largest resident memory of one process in MiB since the last reset, or null. */
export function peakMemoryMib(pid: number): number | null {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? null : (Number(line[1]) * 1_024) / MIB;
  } catch {
    return null;
  }
}

/** Starts the peak anew, so that each run has its own. Without permission the old peak stays. */
export function resetPeakMemory(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Not Linux, or not ours: the figure then covers the life of the process.
  }
}
