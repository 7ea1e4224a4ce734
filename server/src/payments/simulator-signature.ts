/**
 * How webhooks of the simulator are signed: `Onsale-Signature: t=<unix seconds>,v1=<hex>`, where the
 * hex is the HMAC-SHA256 of `<t>.<body>`. The time is signed too, so that a recorded message cannot
 * be played back later; several `v1` may stand side by side while a secret is being changed.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'onsale-signature';
/** How far the two clocks may be apart, either way. */
export const REPLAY_WINDOW_S = 300;
const HEADER_LENGTH_MAX = 1_000;
const SIGNATURES_MAX = 5;

export const sign = (secret: string, body: string | Buffer, nowMs: number): string => {
  const time = String(Math.floor(nowMs / 1_000));
  return `t=${time},v1=${mac(secret, time, body).toString('hex')}`;
};

/** Whether one of the secrets made one of the signatures, now or a moment ago. */
export function isSigned(
  header: string,
  body: string | Buffer,
  secrets: readonly string[],
  nowMs: number,
): boolean {
  if (header.length > HEADER_LENGTH_MAX) return false;
  const parts = header.split(',').map((part) => part.trim());
  const times = parts.filter((part) => /^t=\d{1,12}$/.test(part)).map((part) => part.slice(2));
  const [time] = times;
  if (time === undefined || times.length > 1) return false;
  if (Math.abs(nowMs / 1_000 - Number(time)) > REPLAY_WINDOW_S) return false;
  const signatures = parts
    .filter((part) => /^v1=[0-9a-f]{64}$/.test(part))
    .slice(0, SIGNATURES_MAX)
    .map((part) => Buffer.from(part.slice(3), 'hex'));
  // Every pair is compared, each in constant time: how long it takes says nothing.
  let isRight = false;
  for (const secret of secrets) {
    const expected = mac(secret, time, body);
    for (const signature of signatures) {
      if (timingSafeEqual(expected, signature)) isRight = true;
    }
  }
  return isRight;
}

const mac = (secret: string, time: string, body: string | Buffer): Buffer =>
  createHmac('sha256', secret).update(`${time}.`).update(body).digest();
