/** Every test vector of docs/fair-draw.md, read from the document, against the second implementation. */
import { describe, expect, it } from 'vitest';
import { knownChains, listed, rowsOf, section } from './fair-draw-document.ts';
import {
  type Beacon,
  boundRoot,
  commitment,
  dueAt,
  entryBytes,
  hex,
  isSigned,
  keyBytes,
  keyOf,
  keystream,
  leafOf,
  orderHash,
  pathTo,
  positionsFrom,
  positionsOf,
  type Round,
  sha256,
  type ShuffleStep,
  type Terms,
  termsBytes,
  treeByPath,
  treeOf,
  wordsOf,
} from './second-implementation.ts';

/** A million takes a second, unless others have the machine. */
const slow = { timeout: 30_000 };

const seed = hex(/Seed `(\w+)`, event 42/.exec(section('## Test vectors'))?.[1] ?? '');
const [quicknet, chained] = knownChains();
const operator: Terms = { eventId: 42, version: 1, mode: 'operator' };
const allowance = { round: 1_000, fallbackRounds: 10, fallbackSeconds: 60 };
const beacon: Beacon = { ...quicknet, ...allowance };
const beaconTerms: Terms = { eventId: 42, version: 1, mode: 'beacon', beacon };
const inOperator = section('### Operator mode');
const inBeacon = section('### Beacon mode');
const round: Round = { round: 1_000, signature: listed(inBeacon, 'signature') };

/** The rows that state a size, a mode, a key, an order and its hash. */
const orders = (of: string): readonly (readonly string[])[] =>
  rowsOf(of).filter((row) => row.length === 5 && /^\d+$/.test(row[0] ?? ''));

describe('operator mode', () => {
  it('has the terms and the commitment', () => {
    expect(termsBytes(operator).toString('hex')).toBe(listed(inOperator, 'terms'));
    expect(commitment(operator, seed).toString('hex')).toBe(listed(inOperator, 'commitment'));
    expect(sha256(hex(listed(inOperator, 'hashed'))).toString('hex')).toBe(
      listed(inOperator, 'commitment'),
    );
  });

  it('has every value on the way to the order of ten', () => {
    const committed = commitment(operator, seed);
    expect(keyBytes(committed, 10, seed).toString('hex')).toBe(listed(inOperator, 'hashed', 1));
    const key = keyOf(committed, 10, seed);
    expect(key.toString('hex')).toBe(listed(inOperator, 'key'));
    const stream = listed(inOperator, 'keystream');
    const [first] = keystream(key);
    expect(first?.toString('hex').startsWith(stream)).toBe(true);
    const table = rowsOf(inOperator).filter((row) => row.length === 4 && /^\d$/.test(row[0] ?? ''));
    const steps: string[][] = [];
    const write = ({ i, w, j, p }: ShuffleStep): unknown =>
      steps.push([`${i}`, w.toString(16).padStart(8, '0'), `${j}`, p.join(' ')]);
    positionsFrom(10, wordsOf(keystream(key)), write);
    expect(steps).toHaveLength(9);
    expect(steps).toEqual(table);
  });

  it('hashes the order of nobody', () => {
    expect(inOperator).toContain(`nobody is \`${orderHash([]).toString('hex')}\``);
  });
});

describe('both modes', () => {
  it.each([...orders(inOperator), ...orders(inBeacon)])('%s in mode %s', slow, (...row) => {
    const [size = '', mode = '', key, order = '', hash] = row;
    const n = Number(size);
    const terms = mode === 'operator' ? operator : beaconTerms;
    const used = mode === 'beacon' ? round : undefined;
    const ours = keyOf(commitment(terms, seed), n, seed, used);
    expect(ours.toString('hex')).toBe(key);
    const positions = positionsOf(ours, n);
    expect(n > 10 ? '' : positions.join(' ')).toBe(order);
    expect(orderHash(positions).toString('hex')).toBe(hash);
  });

  it('are all there', () => {
    expect(orders(inOperator)).toHaveLength(5);
    expect(orders(inBeacon)).toHaveLength(6);
  });
});

/** What is drawn from these words, and how many of them were taken. */
function drawn(n: number, words: readonly number[]): { order: string; taken: number } {
  let taken = 0;
  const next = (): number => {
    const word = words[taken];
    if (word === undefined) throw new Error('One word too many was taken.');
    taken += 1;
    return word;
  };
  return { order: positionsFrom(n, next).join(' '), taken };
}

describe('throwing words away', () => {
  it.each([
    [[0xffffffff, 5, 0x80000001], '1 2 3'],
    [[0xfffffffe, 5], '1 2 3'],
    [[0, 0], '2 3 1'],
  ])('from %j', (words, order) => {
    expect(drawn(3, words)).toEqual({ order, taken: words.length });
    for (const word of words) expect(inOperator).toContain(word.toString(16).padStart(8, '0'));
    expect(inOperator.replace(/\s+/g, ' ')).toContain(order);
  });

  it('happens 41 times to a million', slow, () => {
    expect(inOperator).toContain('1,000,000 throws 41 words away');
    const next = wordsOf(keystream(keyOf(commitment(operator, seed), 1_000_000, seed)));
    let taken = 0;
    positionsFrom(1_000_000, () => {
      taken += 1;
      return next();
    });
    expect(taken - 999_999).toBe(41);
  });
});

describe('the beacon', () => {
  it('has the terms, the commitment and the time of the round', () => {
    expect(termsBytes(beaconTerms).toString('hex')).toBe(listed(inBeacon, 'terms'));
    expect(commitment(beaconTerms, seed).toString('hex')).toBe(listed(inBeacon, 'commitment'));
    const due = new Date(Number(dueAt(beacon, 1_000)) * 1_000).toISOString();
    expect(inBeacon).toContain(`due at ${due.replace('.000Z', 'Z')}`);
  });

  it('has signed the unchained round', () => {
    expect(isSigned(quicknet, round)).toBe(true);
    expect(sha256(hex(round.signature)).toString('hex')).toBe(listed(inBeacon, 'randomness'));
    expect(isSigned(quicknet, { ...round, round: 1_001 })).toBe(false);
  });

  it('has signed the chained round', () => {
    const signature = listed(inBeacon, 'signature', 1);
    const previousSignature = listed(inBeacon, 'previous');
    expect(isSigned(chained, { round: 1_337, signature, previousSignature })).toBe(true);
    expect(sha256(hex(signature)).toString('hex')).toBe(listed(inBeacon, 'randomness', 1));
    expect(isSigned(chained, { round: 1_338, signature, previousSignature })).toBe(false);
    expect(isSigned(chained, { round: 1_337, signature })).toBe(false);
  });
});

describe('the cohort', () => {
  const inCohort = section('### Cohort');
  const leaves = [1, 2, 3, 4, 5].map((k) => leafOf(42, k, Buffer.alloc(16, k)));

  it('has the entry, the leaves, the tree and the root', () => {
    const second = entryBytes(42, 2, Buffer.alloc(16, 2)).toString('hex');
    expect(inCohort.replace(/\s+/g, ' ')).toContain(`Entry 2 is \`${second}\``);
    for (const [at, leaf] of leaves.entries()) {
      expect(leaf.toString('hex')).toBe(listed(inCohort, `leaf ${at + 1}`));
    }
    expect(treeOf(leaves).toString('hex')).toBe(listed(inCohort, 'tree'));
    const root = boundRoot(42, 5, treeOf(leaves)).toString('hex');
    expect(root).toBe(listed(inCohort, 'cohortRoot'));
    expect(inCohort).toContain(boundRoot(42, 0, treeOf([])).toString('hex'));
  });

  it.each([2, 5])('has the path of %d', (k) => {
    const path = pathTo(leaves, k - 1);
    expect(path.map((one) => one.toString('hex')).join(' ')).toBe(listed(inCohort, `path of ${k}`));
    const leaf = leaves[k - 1] ?? Buffer.alloc(0);
    expect(treeByPath(leaf, k, 5, path)).toEqual(treeOf(leaves));
  });
});
