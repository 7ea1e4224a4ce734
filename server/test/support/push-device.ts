/**
 * A push service and the devices behind it. What comes is checked and decrypted from what RFC 8188, 8291
 * and 8292 say, with nothing of the library that encrypted it.
 */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type Delivered = {
  readonly headers: IncomingHttpHeaders;
  /** Decrypted and parsed. */
  readonly notification: Readonly<Record<string, unknown>>;
  /** Who signed the request, and what for. */
  readonly vapid: { readonly publicKey: string; readonly aud: string; readonly sub: string };
};

export type Device = {
  /** As the browser of the device would put it. */
  readonly subscription: {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  };
  readonly delivered: readonly Delivered[];
  /** The status of all further answers, and what they say besides. */
  answer(status: number, headers?: Readonly<Record<string, string>>): void;
};

export type PushService = {
  readonly origin: string;
  device(): Device;
  /** Requests so far, whatever was answered. */
  readonly asked: () => number;
  close(): Promise<void>;
};

type Mine = Device & { take(request: IncomingMessage): Promise<Answer> };
type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>> };

export async function openPushService(): Promise<PushService> {
  const devices = new Map<string, Mine>();
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    const device = devices.get(request.url ?? '');
    const answered = device?.take(request) ?? Promise.resolve({ status: 404, headers: {} });
    void answered.then(({ status, headers }) => response.writeHead(status, headers).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    device() {
      const path = `/to/${randomBytes(12).toString('base64url')}`;
      const device = createDevice(origin + path);
      devices.set(path, device);
      return device;
    },
    asked: () => asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function createDevice(endpoint: string): Mine {
  const curve = createECDH('prime256v1');
  const p256dh = curve.generateKeys();
  const auth = randomBytes(16);
  const delivered: Delivered[] = [];
  let next: Answer = { status: 201, headers: {} };
  return {
    subscription: {
      endpoint,
      keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
    },
    delivered,
    answer(status, headers = {}) {
      next = { status, headers };
    },
    async take(request) {
      const body = await buffer(request);
      if (next.status >= 300) return next;
      const text = decrypt(body, curve, auth);
      delivered.push({
        headers: request.headers,
        notification: JSON.parse(text) as Record<string, unknown>,
        vapid: checkVapid(request.headers.authorization ?? ''),
      });
      return next;
    },
  };
}

/** RFC 8188 with the keys of RFC 8291: one record, its padding ended by a 2. */
function decrypt(body: Buffer, curve: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const idLength = body[20] ?? 0;
  const sender = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), sender]);
  const material = Buffer.from(hkdfSync('sha256', curve.computeSecret(sender), auth, info, 32));
  const derive = (what: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', material, salt, `Content-Encoding: ${what}\0`, bytes));
  const opened = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  opened.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([opened.update(sealed.subarray(0, -16)), opened.final()]);
  const end = plain.lastIndexOf(2);
  if (end < 0) throw new Error('the record is not the last one');
  return plain.subarray(0, end).toString('utf8');
}

/** `vapid t=<JWT>, k=<key>`: throws when the key did not sign it. */
function checkVapid(authorization: string): Delivered['vapid'] {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) throw new Error('the request is not signed by its key');
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    aud: string;
    sub: string;
  };
  return { publicKey, aud: said.aud, sub: said.sub };
}
