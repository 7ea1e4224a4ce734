/**
 * Beacon rounds: published rounds of the League of Entropy's chains are good, each altered part makes
 * them bad, and so do keys and schemes that do not fit. A chain made here shows that it is no matter of
 * constants.
 */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import {
  type BeaconChain,
  type BeaconRound,
  isBeaconRound,
  knownChains,
  randomnessHexOf,
  roundAt,
  roundTimeMs,
} from './beacon.ts';
import { bytesOfHex, hexOf, joined, u32, u64 } from './fair-draw-bytes.ts';

type Published = {
  readonly name: string;
  readonly chain: BeaconChain;
  readonly round: BeaconRound;
  readonly randomness: string;
};

const anyChain = { ...knownChains.default, genesisTime: 0, period: 30 };

/** As the chains published them; the last three are in the tests of drand's own clients. */
const published: readonly Published[] = [
  {
    name: 'quicknet 1000',
    chain: knownChains.quicknet,
    round: {
      round: 1_000,
      signature:
        'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
    },
    randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  },
  {
    name: 'default 1337',
    chain: knownChains.default,
    round: {
      round: 1_337,
      signature:
        '945b08dcb30e24da281ccf14a646f0630ceec515af5c5895e18cc1b19edd65d156b71c776a369af3487f1bc6af106250' +
        '0b059e01095cc0eedce91713977d7735cac675554edfa0d0481bb991ed93d333d08286192c05bf6b65d20f23a37fc7bb',
      previousSignature:
        '80d95247ddf1bb3acf5738497a5f10406be283144603f63d714bb1a44ff6b93285ae2697fffeb50c68862bd9fbecd4b2' +
        '04b1798d2686b4ac5d573615031d9d67e6168bde9a7adf1161430a498ca701a25c216aee3e38ffd5290369034fa050a2',
    },
    randomness: '2660664f8d4bc401194d80d81da20a1e79480f65b8e2d205aecbd143b5bfb0d3',
  },
  {
    name: 'quicknet 657413',
    chain: knownChains.quicknet,
    round: {
      round: 657_413,
      signature:
        'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b',
    },
    randomness: 'fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587',
  },
  {
    name: 'chained 397089',
    chain: {
      ...anyChain,
      publicKey:
        '88a8227b75dba145599d894d33eebde3b36fef900d456ae2cc4388867adb4769c40359f783750a41b4d17e40f578bfdb',
    },
    round: {
      round: 397_089,
      signature:
        '88ccd9a91946bc0bbef2c6c60a09bbf4a247b1d2059522449aa1a35758feddfad85efe818bbde3e1e4ab0c852d96e65f' +
        '0b1f97f239bf3fc918860ea846cbb500fcf7c9d0dd3d851320374460b5fc596b8cfd629f4c07c7507c259bf9beca850a',
      previousSignature:
        'a2237ee39a1a6569cb8e02c6e979c07efe1f30be0ac501436bd325015f1cd6129dc56fd60efcdf9158d74ebfa34bfcbd' +
        '17803dbca6d2ae8bc3a968e4dc582f8710c69de80b2e649663fef5742d22fff7d1619b75d5f222e8c9b8840bc2044bce',
    },
    randomness: 'cd435675735e459fb4d9c68a9d9f7b719e59e0a9f5f86fe6bd86b730d01fba42',
  },
  {
    name: 'unchained 19369534',
    chain: {
      ...anyChain,
      scheme: 'pedersen-bls-unchained',
      publicKey:
        '8200fc249deb0148eb918d6e213980c5d01acd7fc251900d9260136da3b54836ce125172399ddc69c4e3e11429b62c11',
    },
    round: {
      round: 19_369_534,
      signature:
        'a33833d2098f5e0c4df334fb6c5b1c2de3ab293c77825f55d816254dabf7f4f3d429b6207e1cd2a808876e06058a1f81' +
        '02bb6f6927b654b391259ea99c3566a4eb55feb9665dbaf9d33af08a10b1d8d8b35d91fd3536eb4c197be0041beb5dc2',
    },
    randomness: '778180564f4fb9b77580af69a559ce941eb23d8d3180c48c4d290484b516c6aa',
  },
];

const flipped = (hex: string): string => hex.slice(0, -1) + (hex.endsWith('0') ? '1' : '0');

describe.each(published)('$name', ({ chain, round, randomness }) => {
  it('is a round of its chain, with its randomness', () => {
    expect(isBeaconRound(chain, round)).toBe(true);
    expect(randomnessHexOf(round)).toBe(randomness);
  });

  it('is not when anything is altered', () => {
    const { signature, previousSignature = '' } = round;
    const infinity = `c${'0'.repeat(signature.length - 1)}`;
    const bad: readonly BeaconRound[] = [
      { ...round, round: round.round + 1 },
      { ...round, round: 0 },
      { ...round, round: 0.5 },
      { ...round, signature: flipped(signature) },
      { ...round, signature: infinity },
      { ...round, signature: signature.toUpperCase() },
      { ...round, signature: '' },
    ];
    expect(bad.filter((one) => isBeaconRound(chain, one))).toEqual([]);
    if (previousSignature === '') return;
    const previous = [flipped(previousSignature), '', previousSignature.slice(2)];
    const isRoundAfter = (one: string) =>
      isBeaconRound(chain, { ...round, previousSignature: one });
    expect(previous.filter((one) => isRoundAfter(one))).toEqual([]);
  });

  it('is not a round of other chains', () => {
    const others = published.filter((one) => one.chain.publicKey !== chain.publicKey);
    expect(others.filter((one) => isBeaconRound(one.chain, round))).toEqual([]);
    const schemes = ['pedersen-bls-chained', 'pedersen-bls-unchained', 'bls-unchained-g1-rfc9380'];
    const wrong = [...schemes.filter((scheme) => scheme !== chain.scheme), 'bls-bn254', ''];
    expect(wrong.filter((scheme) => isBeaconRound({ ...chain, scheme }, round))).toEqual([]);
    const infinity = `c${'0'.repeat(chain.publicKey.length - 1)}`;
    expect(isBeaconRound({ ...chain, publicKey: infinity }, round)).toBe(false);
  });
});

it('believes a chain by its key: rounds signed by a key made here', () => {
  const bls = bls12_381.shortSignatures;
  const { secretKey, publicKey } = bls.keygen(new Uint8Array(48).fill(7));
  const chain = { ...knownChains.quicknet, publicKey: publicKey.toHex() };
  const signature = bls.sign(bls.hash(sha256(u64(42))), secretKey).toHex();
  expect(isBeaconRound(chain, { round: 42, signature })).toBe(true);
  expect(isBeaconRound(chain, { round: 43, signature })).toBe(false);
  expect(isBeaconRound(knownChains.quicknet, { round: 42, signature })).toBe(false);
});

/** The name of a chain, as drand works it out. */
const hashOf = (chain: BeaconChain, groupHash: string, id: string): string =>
  hexOf(
    sha256(
      joined(
        u32(chain.period),
        u64(chain.genesisTime),
        bytesOfHex(chain.publicKey),
        bytesOfHex(groupHash),
        new TextEncoder().encode(id),
      ),
    ),
  );

it('has the constants of the known chains right: their hashes follow from them', () => {
  const quicknet = 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e';
  const first = '176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a';
  expect(hashOf(knownChains.quicknet, quicknet, 'quicknet')).toBe(knownChains.quicknet.chainHash);
  expect(hashOf(knownChains.default, first, '')).toBe(knownChains.default.chainHash);
});

describe('times of rounds', () => {
  const chain = knownChains.default;
  const genesisMs = chain.genesisTime * 1_000;

  it.each([
    [-1, 0],
    [0, 1],
    [29_999, 1],
    [30_000, 2],
  ])('%i ms after the genesis the latest round is %i', (afterMs, round) => {
    expect(roundAt(chain, genesisMs + afterMs)).toBe(round);
  });

  it('agree both ways', () => {
    expect(roundTimeMs(chain, 1)).toBe(genesisMs);
    // Published on 2023-08-23 at 15:59:24 UTC.
    expect(roundTimeMs(knownChains.quicknet, 1_000)).toBe(Date.UTC(2023, 7, 23, 15, 59, 24));
    expect(roundAt(chain, roundTimeMs(chain, 397_089))).toBe(397_089);
    expect(roundAt(chain, roundTimeMs(chain, 397_089) - 1)).toBe(397_088);
  });
});
