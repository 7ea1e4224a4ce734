/** A process for usage.test.ts that uses as much CPU or memory as it is told, then reports it. */
type Order = { readonly cpuMs?: number; readonly memoryMib?: number };

const MIB = 1_048_576;

process.on('message', ({ cpuMs = 0, memoryMib = 0 }: Order) => {
  const before = process.cpuUsage();
  const usedMs = (): number => {
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1_000;
  };
  while (usedMs() < cpuMs);
  // Written to, or the kernel would not give it; freed as soon as its buffer is detached.
  if (memoryMib > 0) {
    const memory = new Uint8Array(memoryMib * MIB).fill(1);
    memory.buffer.transfer(0);
  }
  process.send?.(usedMs() / 1_000);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
