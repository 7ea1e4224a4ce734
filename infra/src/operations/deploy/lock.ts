/**
 * One release at a time: an object in the state bucket that only one can create. Whoever dies with
 * it does not hold it for ever: an old one is taken over, and S3 lets only one of several takers
 * win.
 */
import type { Buckets } from '../aws/buckets.ts';
import { OperatorError } from '../core/operator-error.ts';
import type { Clock } from '../core/time.ts';

export type LockPlace = { readonly bucket: string; readonly key: string };

export type LockHolder = { readonly owner: string; readonly sinceMs: number };

export type LockPorts = {
  readonly buckets: Pick<Buckets, 'read' | 'put' | 'remove'>;
  readonly clock: Clock;
};

/** Longer than any release: warming, watching and the way back with all their limits. */
export const lockMaxMs = 90 * 60_000;

export const lockPlace = (bucket: string, topology: string, environment: string): LockPlace => ({
  bucket,
  key: `locks/${topology}-${environment}.release`,
});

/** Runs `work` while holding the lock. Throws `OperatorError` when somebody else has it. */
export async function withLock<T>(
  { buckets, clock }: LockPorts,
  place: LockPlace,
  owner: string,
  work: () => Promise<T>,
): Promise<T> {
  const mine = JSON.stringify({ owner, sinceMs: clock.nowMs() } satisfies LockHolder);
  await acquire({ buckets, clock }, place, mine);
  try {
    return await work();
  } finally {
    await giveBack(buckets, place, mine);
  }
}

async function acquire(
  { buckets, clock }: LockPorts,
  place: LockPlace,
  mine: string,
): Promise<void> {
  const write = (when: 'absent' | { readonly etag: string }) =>
    buckets.put(place.bucket, place.key, mine, { contentType: 'application/json', when });
  // Not read before: whoever may not list the bucket is forbidden to hear that nothing is there.
  if ((await write('absent')) !== undefined) return;
  const found = await buckets.read(place.bucket, place.key);
  if (found === undefined) throw held({ owner: 'Somebody', sinceMs: clock.nowMs() }, place);
  const holder = readHolder(found.text);
  const isDead = holder === undefined || clock.nowMs() - holder.sinceMs >= lockMaxMs;
  if (isDead && (await write({ etag: found.etag })) !== undefined) return;
  throw held(holder ?? { owner: 'Somebody', sinceMs: clock.nowMs() }, place);
}

/** Only one's own: after a take-over it is somebody else's. */
async function giveBack(
  buckets: LockPorts['buckets'],
  { bucket, key }: LockPlace,
  mine: string,
): Promise<void> {
  // What cannot be given back now ends by itself; how the release ended is told in any case.
  const now = await buckets.read(bucket, key).catch(() => undefined);
  if (now?.text === mine) await buckets.remove(bucket, [key]).catch(() => {});
}

/** Who holds it; a text that nobody can read counts as nobody's. */
export function readHolder(text: string): LockHolder | undefined {
  try {
    const { owner, sinceMs } = JSON.parse(text) as Partial<LockHolder>;
    return typeof owner === 'string' && typeof sinceMs === 'number'
      ? { owner, sinceMs }
      : undefined;
  } catch {
    return undefined;
  }
}

const held = ({ owner, sinceMs }: LockHolder, { key }: LockPlace): OperatorError =>
  new OperatorError(
    `${owner} releases already, since ${new Date(sinceMs).toISOString()} (${key}).`,
    'Wait for it. When it has died, `operate unlock-release` removes its lock.',
  );
