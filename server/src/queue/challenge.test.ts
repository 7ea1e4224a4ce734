/** Proof of work: it is bound to person and event, counts once, and fails closed. */
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Secrets } from '../identity/tokens.ts';
import { systemClock } from '../lib/clock.ts';
import { type Once, SharedStateError } from '../shared/contract.ts';
import { createLocalOnce } from '../shared/in-process/once.ts';
import { type Challenges, createChallenges } from './challenge.ts';

const secrets: Secrets = [Buffer.alloc(32, 3)];
const ann = 'g:ann';

/** `altered`: what somebody makes of the challenge after it was solved. */
async function solve(challenge: Challenge, altered: (text: string) => string = String) {
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(altered(JSON.stringify({ challenge, solution }))).toString('base64');
}

function open(more: { secrets?: Secrets; once?: Once; nowMs?: () => number } = {}): Challenges {
  const { nowMs = () => systemClock.nowMs(), ...rest } = more;
  return createChallenges({
    secrets,
    once: createLocalOnce(systemClock),
    clock: { nowMs },
    randomInt: (below) => below - 1,
    iterations: 100,
    forMs: 60_000,
    ...rest,
  });
}

describe('a challenge', () => {
  let challenges: Challenges;
  let made: Challenge;
  beforeEach(async () => {
    challenges = open();
    made = (await challenges.make(7, ann, 20)).challenge;
  });

  it('is solved by looking for the number, and counts once', async () => {
    const solution = await solve(made);
    expect(await challenges.check(7, ann, solution)).toBe('solved');
    expect(await challenges.check(7, ann, solution)).toBe('failed');
  });

  it('is nothing to another person or event', async () => {
    const solution = await solve(made);
    expect(await challenges.check(8, ann, solution)).toBe('failed');
    expect(await challenges.check(7, 'g:bob', solution)).toBe('failed');
    expect(await challenges.check(7, ann, solution)).toBe('solved');
  });

  it.each([
    ['the person', (text: string) => text.replace('g:ann', 'g:bob')],
    ['the cost', (text: string) => text.replace('"cost":100', '"cost":1')],
    ['the time', (text: string) => text.replace(/"expiresAt":\d+/, '"expiresAt":99999999999')],
    ['the key that was found', (text: string) => text.replace(/("derivedKey":")../, '$1zz')],
    ['the prefix to be found', (text: string) => text.replace(/("keyPrefix":")\w+/, '$100')],
    ['the signature', (text: string) => text.replace(/("signature":")../, '$1zz')],
    ['everything', () => '{"challenge":{"parameters":{}},"solution":{}}'],
    ['the JSON', () => '{'],
    ['the shape', () => 'null'],
  ])('does not count when %s was altered', async (_, alter) => {
    const text = await solve(made, alter);
    for (const person of [ann, 'g:bob'])
      expect(await challenges.check(7, person, text)).toBe('failed');
  });

  it('brings no options of its own', async () => {
    const text = await solve(made, (json) => `{"hmacSignatureSecret":"mine",${json.slice(1)}`);
    expect(await challenges.check(7, ann, text)).toBe('solved');
  });
});

it('is too late after its time', async () => {
  let nowMs = Date.now();
  const challenges = open({ nowMs: () => nowMs });
  const { challenge, expiresAtMs } = await challenges.make(7, ann, 5);
  const solution = await solve(challenge);
  nowMs = expiresAtMs;
  expect(await challenges.check(7, ann, solution)).toBe('failed');
});

it('verifies with the key before a rotation, and not with a stranger’s', async () => {
  const before = await open().make(7, ann, 5);
  const solution = await solve(before.challenge);
  const rotated = open({ secrets: [Buffer.alloc(32, 4), ...secrets] });
  expect(await rotated.check(7, ann, solution)).toBe('solved');
  const strange = open({ secrets: [Buffer.alloc(32, 4)] });
  expect(await strange.check(7, ann, solution)).toBe('failed');
});

it('fails closed when nobody can tell whether it was used', async () => {
  const once: Once = { first: () => Promise.reject(new SharedStateError('first', 'timeout')) };
  const challenges = open({ once });
  const { challenge } = await challenges.make(7, ann, 5);
  expect(await challenges.check(7, ann, await solve(challenge))).toBe('unavailable');
});
