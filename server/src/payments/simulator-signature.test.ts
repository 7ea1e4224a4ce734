/** Signatures of webhooks: only the right secret, the same bytes and the present time will do. */
import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSigned, sign } from './simulator-signature.ts';

const nowMs = 1_790_000_000_000;
const body = '{"id":"1","text":"좌석"}';
const secrets = ['current-secret'];
const header = sign('current-secret', body, nowMs);

it('a message as it was sent is believed', () => {
  expect(header).toMatch(/^t=1790000000,v1=[0-9a-f]{64}$/);
  expect(isSigned(header, body, secrets, nowMs)).toBe(true);
  expect(isSigned(header, Buffer.from(body), secrets, nowMs)).toBe(true);
});

it('an altered body is not', () => {
  const at = fc.integer({ min: 0, max: Buffer.byteLength(body) - 1 });
  fc.assert(
    fc.property(at, fc.integer({ min: 1, max: 255 }), (index, change) => {
      const altered = Buffer.from(body);
      altered[index] = (altered[index] ?? 0) ^ change;
      expect(isSigned(header, altered, secrets, nowMs)).toBe(false);
    }),
  );
});

it.each([-301, 301])('one that is %i s off is not', (seconds) => {
  expect(isSigned(header, body, secrets, nowMs + seconds * 1_000)).toBe(false);
});

it.each([-300, 300])('one that is %i s off still is', (seconds) => {
  expect(isSigned(header, body, secrets, nowMs + seconds * 1_000)).toBe(true);
});

it('one whose time was changed to look recent is not', () => {
  const later = nowMs + 1_000_000;
  const forged = header.replace('t=1790000000', `t=${later / 1_000}`);
  expect(isSigned(forged, body, secrets, later)).toBe(false);
});

describe('secrets', () => {
  it('a wrong one is not believed, and none means nobody is', () => {
    expect(isSigned(sign('wrong', body, nowMs), body, secrets, nowMs)).toBe(false);
    expect(isSigned(header, body, [], nowMs)).toBe(false);
  });

  it('during a rotation both are, also side by side', () => {
    const old = sign('previous-secret', body, nowMs);
    const both = ['current-secret', 'previous-secret'];
    expect(isSigned(header, body, both, nowMs)).toBe(true);
    expect(isSigned(old, body, both, nowMs)).toBe(true);
    expect(isSigned(old, body, secrets, nowMs)).toBe(false);
    const twice = `${old},${header.split(',')[1]}`;
    expect(isSigned(twice, body, secrets, nowMs)).toBe(true);
  });
});

it.each([
  '',
  't=1790000000',
  header.split(',')[1] ?? '',
  header.replace('v1', 'v0'),
  header.slice(0, -1),
  `${header}00`,
  `t=1790000001,${header}`,
  header.replace('t=', 't=-'),
  `${header},${'x'.repeat(1_000)}`,
])('%j is no signature', (wrong) => {
  expect(isSigned(wrong, body, secrets, nowMs)).toBe(false);
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
it.runIf(hasOpenssl)('openssl computes the same', () => {
  const { stdout } = spawnSync('openssl', ['dgst', '-sha256', '-hmac', 'current-secret', '-hex'], {
    input: `1790000000.${body}`,
    encoding: 'utf8',
  });
  const hex = stdout.trim().split(/\s+/).at(-1) ?? '';
  expect(header).toBe(`t=1790000000,v1=${hex}`);
});
