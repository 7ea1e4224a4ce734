/** `npm run verify-ticket` as a process: what it says of a code, and its exit codes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const script = join(root, 'scripts/verify-ticket.ts');
const document = readFileSync(join(root, 'docs/ticket-codes.md'), 'utf8');
const [seat = '', area = ''] = [...document.matchAll(/^text +(.+)$/gm)].map(([, code]) => code);
const x = /JWK `x`: `([\w-]+)`/.exec(document)?.[1];

let folder: string;
const at = (name: string): string => join(folder, name);
const save = (name: string, value: object): void => writeFileSync(at(name), JSON.stringify(value));
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onsale-verify-'));
  save('keys.json', { keys: [{ kty: 'OKP', crv: 'Ed25519', x }] });
  save('none.json', { keys: [] });
  const id = '01934c8a-0000-7000-8000-000000000001';
  save('revoked.json', { revoked: [{ id, version: 1 }] });
});
afterAll(() => rmSync(folder, { recursive: true }));

function verify(args: readonly string[], input = ''): { code: number | null; out: string } {
  const { status, stdout } = spawnSync(process.execPath, [script, ...args], {
    input,
    encoding: 'utf8',
  });
  return { code: status, out: stdout };
}

it('verifies codes of arguments and of stdin', () => {
  const keys = ['--keys', at('keys.json')];
  const said =
    'VALID        ticket 01934c8a-0000-7000-8000-000000000001 version 1, event 42, seat 117, ' +
    'admission 1 of 2\n';
  expect(verify([...keys, '--event', '42', seat])).toEqual({ code: 0, out: said });
  expect(verify(keys, `${seat}\r\n\n  ${area}\n`)).toEqual({
    code: 0,
    out: expect.stringMatching(/^VALID .*\nVALID .*, area 2147483647, admission 100 of 100\n$/),
  });
});

it('says what is wrong, and ends with 1', () => {
  const keys = ['--keys', at('keys.json')];
  const firstWord = (args: readonly string[]): unknown => {
    const { code, out } = verify([...keys, ...args]);
    return [code, out.split(/ {2,}/)[0]];
  };
  expect(firstWord(['hello'])).toEqual([1, 'UNREADABLE']);
  expect(firstWord([`${seat.slice(0, -1)}${seat.endsWith('5') ? '6' : '5'}`])).toEqual([
    1,
    'ALTERED',
  ]);
  expect(firstWord([seat.replace('J6036', 'J6046')])).toEqual([1, 'UNKNOWN KEY']);
  expect(firstWord(['--event', '43', seat])).toEqual([1, 'OTHER EVENT']);
  expect(firstWord(['--revoked', at('revoked.json'), seat])).toEqual([1, 'REVOKED']);
});

it('ends with 2 when nothing could be verified', () => {
  const failing = [
    [],
    ['--keys', at('missing.json'), seat],
    ['--keys', at('none.json'), seat],
    ['--keys', at('keys.json')],
    ['--keys', at('keys.json'), '--event', 'x', seat],
    ['--unknown'],
  ];
  for (const args of failing) expect(verify(args)).toEqual({ code: 2, out: '' });
});
