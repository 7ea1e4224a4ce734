/** The settings of waiting rooms, as an operator gives them. */
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load.ts';

const secret = 's'.repeat(40);
const chain = {
  QUEUE_BEACON_CHAIN_HASH: 'ab'.repeat(32),
  QUEUE_BEACON_PUBLIC_KEY: 'cd'.repeat(96),
  QUEUE_BEACON_SCHEME: 'bls-unchained-g1-rfc9380',
  QUEUE_BEACON_GENESIS_SECONDS: '1692803367',
  QUEUE_BEACON_PERIOD_SECONDS: '3',
};

describe('the settings of waiting rooms', () => {
  it('need nothing on a laptop', () => {
    expect(loadConfig({}).queue).toMatchObject({ signingKeys: [], beacon: undefined });
  });

  it('take a key and the one before it, not the one before alone', () => {
    const before = { QUEUE_SIGNING_KEY_PREVIOUS: `${secret}2` };
    const { queue } = loadConfig({ QUEUE_SIGNING_KEY: secret, ...before });
    expect(queue.signingKeys).toEqual([secret, `${secret}2`]);
    expect(() => loadConfig(before)).toThrow('also needs QUEUE_SIGNING_KEY');
  });

  it('know quicknet by its name, and any other chain by all of it', () => {
    const url = { QUEUE_BEACON_URL: 'https://relay.example' };
    expect(loadConfig(url).queue.beacon).toMatchObject({ timeoutMs: 5_000, chain: undefined });
    expect(loadConfig({ ...url, ...chain }).queue.beacon?.chain).toEqual({
      chainHash: 'ab'.repeat(32),
      publicKey: 'cd'.repeat(96),
      scheme: 'bls-unchained-g1-rfc9380',
      genesisTime: 1_692_803_367,
      period: 3,
    });
    const { QUEUE_BEACON_SCHEME: _, ...half } = chain;
    expect(() => loadConfig({ ...url, ...half })).toThrow('QUEUE_BEACON_SCHEME');
  });

  it('want the hardest proof of work to be no easier than the easiest', () => {
    const wrong = { QUEUE_CHALLENGE_TRIES_MIN: '100', QUEUE_CHALLENGE_TRIES_MAX: '10' };
    expect(() => loadConfig(wrong)).toThrow('must not be above QUEUE_CHALLENGE_TRIES_MAX');
  });
});
