/**
 * Is there room left on the disk that holds our data? One of the components of the health answer.
 */
import { statfs } from 'node:fs/promises';

export type DiskSpace = { readonly freeBytes: number; readonly totalBytes: number };

/** Rejects when the directory cannot be examined. Free is what an ordinary user may still write. */
export async function readDiskSpace(directory: string): Promise<DiskSpace> {
  const stats = await statfs(directory);
  return { freeBytes: stats.bavail * stats.bsize, totalBytes: stats.blocks * stats.bsize };
}

/** A probe for the health answer: resolves when at least `freeBytesMin` are free, else rejects. */
export function diskSpaceProbe(directory: string, freeBytesMin: number): () => Promise<void> {
  return async () => {
    const { freeBytes } = await readDiskSpace(directory);
    if (freeBytes < freeBytesMin) throw new Error(`only ${freeBytes} bytes are free`);
  };
}
