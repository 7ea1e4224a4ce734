/** The part of verifying a draw that is about the beacon: its chain, the round, the signature. */
import {
  type BeaconChain,
  type BeaconRound,
  isBeaconRound,
  knownChains,
  roundTimeMs,
} from './beacon.ts';
import { firstRoundOf, lastRoundOf } from './fair-draw-rounds.ts';
import type { BeaconTerms, DrawTerms } from './fair-draw-terms.ts';
import { checked, type DrawCheck, failed, passed, remark } from './verify-draw-checks.ts';

export type DrawBasis = 'operator' | 'beacon';

export type BeaconFacts = {
  readonly terms: DrawTerms;
  readonly closedAtMs: number;
  readonly used: BeaconRound | undefined;
};

const isSameChain = (one: BeaconChain, other: BeaconChain): boolean =>
  one.publicKey === other.publicKey &&
  one.scheme === other.scheme &&
  one.genesisTime === other.genesisTime &&
  one.period === other.period;

const knownName = (chain: BeaconChain): string | undefined =>
  Object.entries(knownChains).find(([, { chainHash }]) => chainHash === chain.chainHash)?.[0];

/** Whether this is, in key and clock, one of the chains that are known here. */
export const isKnownChain = (chain: BeaconChain): boolean =>
  Object.values(knownChains).some(
    (known) => known.chainHash === chain.chainHash && isSameChain(known, chain),
  );

function checkChain(chain: BeaconChain): DrawCheck {
  const name = knownName(chain);
  if (name === undefined) {
    return remark(
      'chain',
      'This beacon is not one of the public ones known here: whoever holds its key may know its ' +
        'rounds beforehand.',
    );
  }
  return checked(
    'chain',
    isKnownChain(chain),
    `The beacon is the public chain ${name} of the League of Entropy.`,
    `The beacon calls itself ${name}, but its key or its clock is another.`,
  );
}

function checkRound(terms: BeaconTerms, closedAtMs: number, { round }: BeaconRound): DrawCheck {
  if (round < terms.round || round > lastRoundOf(terms)) {
    return failed(
      'round',
      `Round ${round} was used, but the commitment allows rounds ${terms.round} to ` +
        `${lastRoundOf(terms)} only.`,
    );
  }
  const first = firstRoundOf(terms, closedAtMs);
  if (first === undefined || round < first) {
    const due = new Date(roundTimeMs(terms, round)).toISOString();
    return failed('round', `Round ${round} was out at ${due}, before the cohort had closed.`);
  }
  if (round === terms.round) {
    return passed('round', `Round ${round} is the one that was committed to.`);
  }
  return remark(
    'round',
    `Round ${round} stood in for round ${terms.round}, as the commitment allows when that one cannot ` +
      'be had in time: ask the beacon whether it could.',
  );
}

/** What the draw rests on in fact, whatever the record says. */
export const basisOf = ({ terms, used }: BeaconFacts): DrawBasis =>
  terms.mode === 'beacon' && used !== undefined ? 'beacon' : 'operator';

/** The checks of a drawn record that have to do with the beacon. */
export function checkBeacon(facts: BeaconFacts): readonly DrawCheck[] {
  const { terms, closedAtMs, used } = facts;
  if (terms.mode === 'operator') {
    return used === undefined
      ? []
      : [failed('round', 'A beacon round was used, but the commitment names no beacon.')];
  }
  const chain = checkChain(terms.beacon);
  if (used === undefined) {
    const rounds = `${terms.beacon.round} to ${lastRoundOf(terms.beacon)}`;
    return [
      chain,
      remark(
        'round',
        `No beacon round was used. The commitment allows that when rounds ${rounds} could not be had ` +
          'in time: ask the beacon whether they could.',
      ),
    ];
  }
  return [
    chain,
    checkRound(terms.beacon, closedAtMs, used),
    checked(
      'signature',
      isBeaconRound(terms.beacon, used),
      `The beacon has signed round ${used.round}.`,
      `The signature of round ${used.round} is not the beacon's.`,
    ),
  ];
}
