/** A randomness beacon of one's own: a chain with a key that only the test has, and its relay over HTTP. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { BeaconChain } from '@onsale/contract/beacon.ts';
import { hexOf, u64 } from '@onsale/contract/fair-draw-bytes.ts';
import type { BeaconSettings } from '../../src/queue/core.ts';

export type TestBeacon = {
  readonly settings: BeaconSettings;
  readonly chain: BeaconChain;
  /** Rounds that were asked for. */
  readonly asked: readonly number[];
  /** What the relay does with a round: nothing but answering it, unless told. */
  answer: (round: number) => 'round' | 'missing' | 'forged' | 'endless' | 'broken';
  close(): Promise<void>;
};

/** One round a second, since a while ago. */
export async function startBeacon(): Promise<TestBeacon> {
  const bls = bls12_381.shortSignatures;
  const { secretKey, publicKey } = bls.keygen(new Uint8Array(48).fill(9));
  const chain: BeaconChain = {
    chainHash: 'ab'.repeat(32),
    publicKey: publicKey.toHex(),
    scheme: 'bls-unchained-g1-rfc9380',
    genesisTime: Math.floor(Date.now() / 1_000) - 10_000,
    period: 1,
  };
  const sign = (round: number): string => bls.sign(bls.hash(sha256(u64(round))), secretKey).toHex();
  const asked: number[] = [];
  const server = createServer((request, response) => {
    const [, hash, round = 0] = /^\/(\w+)\/public\/(\d+)$/.exec(request.url ?? '') ?? [];
    const number = Number(round);
    asked.push(number);
    const how = hash === chain.chainHash ? beacon.answer(number) : 'missing';
    if (how === 'missing' || how === 'broken') {
      response.writeHead(how === 'missing' ? 404 : 500).end('{');
      return;
    }
    if (how === 'endless') {
      response.end(`{"round": ${' '.repeat(1_000_000)}1}`);
      return;
    }
    const signature = sign(how === 'forged' ? number + 1 : number);
    const randomness = hexOf(sha256(Buffer.from(signature, 'hex')));
    response.end(JSON.stringify({ round: number, randomness, signature }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const beacon: TestBeacon = {
    settings: { url: `http://127.0.0.1:${port}/`, timeoutMs: 2_000, chain },
    chain,
    asked,
    answer: () => 'round',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
  return beacon;
}
