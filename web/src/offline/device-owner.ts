/**
 * Whose things are on this device: tickets that open without a network, notifications. Only a mark, so
 * that a page can tell at once whether somebody else is here now; the things are elsewhere.
 */
const MARK = 'onsale-device';

export function deviceOwner(): string | undefined {
  try {
    return localStorage.getItem(MARK) ?? undefined;
  } catch {
    return undefined;
  }
}

export function markDevice(personId: string | undefined): void {
  try {
    if (personId === undefined) localStorage.removeItem(MARK);
    else localStorage.setItem(MARK, personId);
  } catch {
    // Where nothing can be marked, nothing is kept.
  }
}

/** To be called with whoever the session is of: what belongs to somebody else goes. */
export function mindDevice(personId: string): void {
  const owner = deviceOwner();
  if (owner === undefined || owner === personId) return;
  void import('./forget-device.ts').then(({ handOver }) => handOver(owner, personId));
}

/** Signed out: nothing of anybody stays. Never rejects. */
export async function leaveDevice(): Promise<void> {
  try {
    await (await import('./forget-device.ts')).forgetDevice();
  } catch {
    // The file could not be had. The mark stays, so that the next session does it.
  }
}
