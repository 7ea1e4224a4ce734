/**
 * Passes for wallets, opened by others: unzip and openssl against the test's own root, and node's RSA
 * for the token that another library has signed.
 */
import { createHash, verify } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { havePrograms, runProgram } from '../../test/support/programs.ts';
import { temporaryFolder } from '../../test/support/throwaway.ts';
import { makeWalletFiles, type WalletFiles } from '../../test/support/wallet-certificates.ts';
import type { WalletsConfig } from '../config/config.ts';
import { applePass } from './apple-pass.ts';
import { googlePassUrl } from './google-pass.ts';
import { sampleSheet } from './sample-sheet.ts';
import { openWallets, type Wallets } from './wallets.ts';

const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

describe.runIf(havePrograms(['openssl', 'unzip'], 'openssl and unzip'))('wallets', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let files: WalletFiles;
  let config: WalletsConfig;
  let wallets: Wallets;

  beforeAll(async () => {
    folder = await temporaryFolder();
    files = makeWalletFiles(folder.path);
    const { certificateFile, keyFile, wwdrFile, passphrase, credentialsFile } = files;
    const apple = { certificateFile, keyFile, wwdrFile, passphrase };
    config = {
      apple: { passTypeId: 'pass.example.tickets', teamId: 'TEAM123456', ...apple },
      google: { issuerId: '3388000000012345678', credentialsFile },
    };
    wallets = await openWallets(config);
  });
  afterAll(() => folder.remove());

  const link = 'https://tickets.example/events/12/tickets/0190a5c6';

  function unpacked(name: string, sheet = sampleSheet()): string {
    if (wallets.apple === undefined) throw new Error('no wallet');
    const [zip, to] = [join(folder.path, `${name}.pkpass`), join(folder.path, name)];
    writeFileSync(zip, applePass(sheet, link, wallets.apple));
    runProgram('unzip', ['-q', '-d', to, zip]);
    return to;
  }

  it('Apple: every file is in the manifest, and the manifest is signed by the pass type', () => {
    const at = unpacked('signed');
    const manifest = JSON.parse(readFileSync(join(at, 'manifest.json'), 'utf8')) as object;
    const inside = readdirSync(at).filter((one) => !/^(?:manifest\.json|signature)$/.test(one));
    const hashes = inside.map((name) => [
      name,
      createHash('sha1')
        .update(readFileSync(join(at, name)))
        .digest('hex'),
    ]);
    expect(manifest).toEqual(Object.fromEntries(hashes));
    expect(inside).toEqual(expect.arrayContaining(['icon.png', 'icon@2x.png', 'pass.json']));
    const check = (content: string) => {
      const input = ['-inform', 'DER', '-in', join(at, 'signature'), '-content', content];
      const trust = ['-CAfile', files.rootFile, '-purpose', 'any'];
      return runProgram('openssl', ['smime', '-verify', ...input, ...trust]);
    };
    expect(check(join(at, 'manifest.json')).toString()).toContain('pass.json');
    const changed = join(folder.path, 'changed.json');
    writeFileSync(changed, JSON.stringify({ ...manifest, 'pass.json': '0'.repeat(40) }));
    expect(() => check(changed)).toThrow(/digest failure|Verification failure/i);
  });

  it('Apple: says what the ticket says, with its code', () => {
    const sheet = sampleSheet();
    const pass = JSON.parse(readFileSync(join(unpacked('said'), 'pass.json'), 'utf8')) as object;
    expect(pass).toMatchObject({
      formatVersion: 1,
      passTypeIdentifier: 'pass.example.tickets',
      teamIdentifier: 'TEAM123456',
      serialNumber: sheet.ticketId,
      organizationName: '한빛기획',
      sharingProhibited: true,
      barcodes: [{ format: 'PKBarcodeFormatQR', message: sheet.code }],
      eventTicket: {
        primaryFields: [{ value: '봄밤의 편지: 첫 단독 콘서트' }],
        secondaryFields: [{ value: '2026년 12월 3일 (목) 오후 7:30' }, { value: '올림픽홀' }],
        auxiliaryFields: [{ value: '1층 101구역 3열 5번' }, { value: '일반' }, { value: '김지민' }],
      },
    });
  });

  it('Google: the address carries a token that the account has signed, short enough', async () => {
    if (wallets.google === undefined) throw new Error('no wallet');
    const sheet = sampleSheet({
      eventId: 10 ** 9,
      event: '봄밤의 편지와 아주 긴 제목'.repeat(12),
      venue: '아주 긴 이름을 가진 공연장'.repeat(12),
      holder: '아주 긴 이름'.repeat(12),
    });
    const url = await googlePassUrl(sheet, 1_780_000_000_000, wallets.google);
    const [, token = ''] = /^https:\/\/pay\.google\.com\/gp\/v\/save\/(.+)$/.exec(url) ?? [];
    const [head = '', body = '', signature = ''] = token.split('.');
    const isSigned = (text: string): boolean =>
      verify('RSA-SHA256', Buffer.from(text), files.googleKey, Buffer.from(signature, 'base64url'));
    expect(isSigned(`${head}.${body}`)).toBe(true);
    expect(isSigned(`${head}.${body}A`)).toBe(false);
    expect(read(head)).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(read(body)).toMatchObject({
      iss: files.email,
      aud: 'google',
      typ: 'savetowallet',
      iat: 1_780_000_000,
      payload: {
        eventTicketClasses: [{ reviewStatus: 'UNDER_REVIEW', issuerName: '한빛기획' }],
        eventTicketObjects: [{ state: 'ACTIVE', barcode: { type: 'QR_CODE', value: sheet.code } }],
      },
    });
    // What Google calls a safe length.
    expect(token.length).toBeLessThanOrEqual(1_800);
  });

  it('refuses to start with files that are none', async () => {
    const { apple, google } = config;
    if (apple === undefined || google === undefined) throw new Error('no wallets');
    const open = (change: object) => openWallets({ google, apple: { ...apple, ...change } });
    await expect(open({ keyFile: '/nowhere' })).rejects.toThrow(/cannot be read/);
    await expect(open({ passphrase: 'wrong' })).rejects.toThrow(/is not an RSA key/);
    await expect(open({ certificateFile: files.wwdrFile })).rejects.toThrow(/is not the key of/);
    await expect(open({ wwdrFile: files.credentialsFile })).rejects.toThrow(/is not a certificate/);
    const credentials = { ...google, credentialsFile: files.rootFile };
    await expect(openWallets({ apple, google: credentials })).rejects.toThrow(/service account/);
  });
});
