/**
 * Leaves nothing of a person on this device: the tickets that were kept, and the subscription by which
 * it is notified. Called when somebody signs out, and when the session turns out to be another person's.
 */
import { deviceOwner, markDevice } from './device-owner.ts';
import { forgetKept } from './kept-store.ts';

export async function forgetDevice(): Promise<void> {
  markDevice(undefined);
  await Promise.all([forgetKept(), unsubscribe()]);
}

/** A guest who signs in keeps being notified: the server has moved that to the account. */
export async function handOver(from: string, to: string): Promise<void> {
  // Another tab may have done it.
  if (deviceOwner() !== from) return;
  if (from.startsWith('g:') && to.startsWith('a:')) {
    markDevice(to);
    await forgetKept();
  } else await forgetDevice();
}

/** Its push service then refuses what is sent to it, and the server forgets it. */
async function unsubscribe(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration('/');
    const subscription = await registration?.pushManager.getSubscription();
    await subscription?.unsubscribe();
  } catch {
    // There is none, or the browser knows no push.
  }
}
