/**
 * Signed tokens: `payload.signature`, both base64url; the signature is HMAC-SHA256 over the payload's
 * text. Each use (audience) has a key of its own, derived from the secret by HKDF, so that a token
 * made for one use is nothing to another. A previous secret still verifies.
 */
import {
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';

export type Audience =
  | 'session'
  | 'guest'
  | 'guest-link'
  | 'queue'
  | 'pass'
  | 'queue-mail'
  | 'reminder';

export type Signer = {
  sign(payload: object): string;
  /** The payload, or undefined when the token was not signed by us for this audience. */
  open(token: string): unknown;
};

/** The first secret signs, all of them verify. */
export type Secrets = readonly [current: Buffer, ...previous: Buffer[]];

// 100 memberships take about 3,000; browsers keep cookies of up to 4,096 bytes.
const TOKEN_CHARS_MAX = 4_000;
const SIGNATURE_CHARS = 43;

export function createSigner(secrets: Secrets, audience: Audience): Signer {
  const [secret, ...before] = secrets;
  const current = deriveKey(secret, audience);
  const keys = [current, ...before.map((one) => deriveKey(one, audience))];
  return {
    sign(payload) {
      const text = Buffer.from(JSON.stringify(payload)).toString('base64url');
      // Text from the start: a buffer in between is a quarter of the cost.
      return `${text}.${createHmac('sha256', current).update(text).digest('base64url')}`;
    },
    open(token) {
      const dot = token.length - SIGNATURE_CHARS - 1;
      if (token.length > TOKEN_CHARS_MAX || dot < 1 || token[dot] !== '.') return undefined;
      const text = token.slice(0, dot);
      const given = Buffer.from(token.slice(dot + 1), 'base64url');
      if (!keys.some((key) => isEqual(signature(key, text), given))) return undefined;
      return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
    },
  };
}

// As a key object: given bytes, every signature would make one, which takes five times as long.
const deriveKey = (secret: Buffer, audience: Audience): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `onsale ${audience} v1`, 32)));

const signature = (key: KeyObject, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

const isEqual = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
