/** The keys of a device as bytes, and whether anything can be encrypted for them at all. */
import { createECDH } from 'node:crypto';

const POINT_BYTES = 65;
const AUTH_BYTES = 16;

export type DeviceKeys = { readonly p256dh: Buffer; readonly auth: Buffer };

/** Undefined: no point of P-256, or not as long as it has to be. */
export function deviceKeys(keys: {
  readonly p256dh: string;
  readonly auth: string;
}): DeviceKeys | undefined {
  const p256dh = Buffer.from(keys.p256dh, 'base64url');
  const auth = Buffer.from(keys.auth, 'base64url');
  if (p256dh.length !== POINT_BYTES || auth.length !== AUTH_BYTES) return undefined;
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  try {
    curve.computeSecret(p256dh);
  } catch {
    return undefined;
  }
  return { p256dh, auth };
}
