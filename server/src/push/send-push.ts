/**
 * One message to one device through its push service (RFC 8030). The library encrypts it for the device
 * (RFC 8291) and signs it as ours; the request is our own, so that it is bounded and follows no redirect.
 */
import webPush from 'web-push';
import { isPushEndpoint } from './model/endpoint.ts';
import type { PushNotification } from './model/notification.ts';
import type { Vapid } from './vapid.ts';

export type Device = {
  readonly endpoint: string;
  readonly p256dh: Buffer;
  readonly auth: Buffer;
};

/**
 * `gone`: the device wants nothing any more. `refused`: this message will never be taken. `later`: it
 * may be tried again, after `pauseMs` if the service says so.
 */
export type SendOutcome =
  | { readonly kind: 'sent' | 'gone' | 'refused' }
  | { readonly kind: 'later'; readonly pauseMs?: number };

export type SendOptions = {
  readonly vapid: Vapid;
  readonly services: readonly string[];
  readonly timeoutMs: number;
};

export type Urgency = 'normal' | 'high';

export async function sendPush(
  device: Device,
  notification: PushNotification,
  how: { readonly ttlSeconds: number; readonly urgency: Urgency },
  { vapid, services, timeoutMs }: SendOptions,
): Promise<SendOutcome> {
  // Known services may have changed since the device was switched on.
  if (!isPushEndpoint(device.endpoint, services)) return { kind: 'refused' };
  const { headers, body } = webPush.generateRequestDetails(
    {
      endpoint: device.endpoint,
      keys: {
        p256dh: device.p256dh.toString('base64url'),
        auth: device.auth.toString('base64url'),
      },
    },
    JSON.stringify(notification),
    { vapidDetails: vapid, TTL: how.ttlSeconds, urgency: how.urgency, topic: notification.tag },
  );
  const { 'Content-Length': _length, ...rest } = headers as Record<string, string | number>;
  const sent = Object.entries(rest).map(([name, value]): [string, string] => [name, `${value}`]);
  try {
    const answer = await fetch(device.endpoint, {
      method: 'POST',
      headers: sent,
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    return outcomeOf(answer.status, answer.headers.get('retry-after'));
  } catch {
    // No answer, or none in time. What went wrong may name the endpoint, which is a secret.
    return { kind: 'later' };
  }
}

function outcomeOf(status: number, retryAfter: string | null): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status !== 408 && status !== 429 && status < 500) return { kind: 'refused' };
  const seconds = Number(retryAfter ?? Number.NaN);
  return seconds > 0 ? { kind: 'later', pauseMs: seconds * 1_000 } : { kind: 'later' };
}
