/** CPU and memory readings of processes whose consumption is known. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cpuSeconds, peakMemoryMib, resetPeakMemory } from './usage.ts';

const BURNER = fileURLToPath(new URL('usage-burner.ts', import.meta.url));
const linux = process.platform === 'linux';

async function burn(child: ChildProcess, order: object): Promise<number> {
  const answered = once(child, 'message');
  child.send(order);
  const [used] = (await answered) as [number];
  return used;
}

test.runIf(linux)('CPU of a child is counted, also through its parent', async () => {
  const child = fork(BURNER);
  try {
    await once(child, 'message');
    const pid = child.pid ?? 0;
    // The tree is read around the child, so it has at least what the child has.
    const treeBefore = cpuSeconds(process.pid) ?? Number.NaN;
    const childBefore = cpuSeconds(pid) ?? Number.NaN;
    const used = await burn(child, { cpuMs: 300 });
    const childUsed = (cpuSeconds(pid) ?? Number.NaN) - childBefore;
    const treeUsed = (cpuSeconds(process.pid) ?? Number.NaN) - treeBefore;
    expect(used).toBeGreaterThanOrEqual(0.3);
    // The kernel counts in steps of 10 ms, user and system apart; a fresh process also warms up.
    expect(childUsed).toBeGreaterThan(used - 0.05);
    expect(childUsed).toBeLessThan(used + 0.3);
    expect(treeUsed).toBeGreaterThan(childUsed - 0.001);
  } finally {
    child.kill();
  }
});

test.runIf(linux)('the peak of memory outlives the memory and can be reset', async () => {
  const child = fork(BURNER);
  try {
    await once(child, 'message');
    const pid = child.pid ?? 0;
    const before = peakMemoryMib(pid) ?? Number.NaN;
    await burn(child, { memoryMib: 100 });
    expect(peakMemoryMib(pid)).toBeGreaterThan(before + 90);
    resetPeakMemory(pid);
    expect(peakMemoryMib(pid)).toBeLessThan(before + 60);
  } finally {
    child.kill();
  }
});

test('a process that does not exist has no figures', () => {
  expect(cpuSeconds(2 ** 30)).toBeNull();
  expect(peakMemoryMib(2 ** 30)).toBeNull();
});
