/**
 * Notifications on this device: whether they can be shown, and switching them on and off. The browser
 * makes a subscription with its own push service; the server is told of it, and calls that service.
 */
import { productApi } from '@onsale/contract/product-api.ts';
import type { Api } from '../api/client.ts';
import type { Language } from '../language/language.ts';
import { markDevice } from '../offline/device-owner.ts';
import { registerWorker } from '../offline/register.ts';

/** `unsupported`: this browser, or this page, can show none. `denied`: somebody has said no for good. */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

const isSupported = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

async function subscriptionIdOf(endpoint: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function ownSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** A subscription is bound to the key it was made with: one of another key hears nothing. */
function isOf(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  if (key === null) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(key)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === publicKey;
}

/** Tells the server of the subscription, in the language of the page. Throws when it does not take it. */
async function put(api: Api, subscription: PushSubscription, language: Language): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  const body = {
    endpoint: endpoint ?? subscription.endpoint,
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
    language,
  };
  const outcome = await api.call(productApi.putPushSubscription, { body });
  if (!outcome.ok) throw new Error(outcome.code);
  const who = await api.call(productApi.readSession);
  if (who.ok) markDevice(who.value.session.personId);
}

/** Says to the server that it is still wanted, when it is. */
export async function readDevice(
  api: Api,
  publicKey: string,
  language: Language,
): Promise<PushState> {
  if (!isSupported()) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const subscription = await ownSubscription();
  if (subscription === null || !isOf(subscription, publicKey)) return 'off';
  await put(api, subscription, language).catch(() => undefined);
  return 'on';
}

/** Has to come from a press: browsers ask the person only then. */
export async function switchOn(
  api: Api,
  publicKey: string,
  language: Language,
): Promise<PushState> {
  if (!isSupported()) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') {
    return Notification.permission === 'denied' ? 'denied' : 'off';
  }
  if ((await registerWorker()) === undefined) return 'unsupported';
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  if (known !== null && !isOf(known, publicKey)) await known.unsubscribe();
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  await put(api, subscription, language);
  return 'on';
}

export async function switchOff(api: Api): Promise<PushState> {
  const subscription = await ownSubscription();
  if (subscription === null) return 'off';
  const subscriptionId = await subscriptionIdOf(subscription.endpoint);
  const outcome = await api.call(productApi.deletePushSubscription, { params: { subscriptionId } });
  // Without the server's word it is ended here: what it sends then is refused, and it forgets.
  const ended = await subscription.unsubscribe().catch(() => false);
  if (!outcome.ok && !ended) throw new Error(outcome.code);
  return 'off';
}
