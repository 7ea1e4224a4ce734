/**
 * The section "Verifying" of docs/fair-draw.md over the second implementation: what is wrong with a
 * record, a ticket and its path, each complaint by the document's own step.
 */
import {
  boundRoot,
  type Chain,
  commitment,
  hex,
  isSigned,
  keyOf,
  leafOf,
  mayBeUsed,
  orderHash,
  positionsOf,
  type Round,
  type Terms,
  treeByPath,
} from './second-implementation.ts';

/** A record of a draw that has been made, as the document names its fields. */
export type Drawn = Terms & {
  readonly commitment: string;
  readonly closedAt: string;
  readonly cohortSize: number;
  readonly cohortRoot: string;
  readonly seed: string;
  readonly beaconRound?: Round | undefined;
  readonly restsOn: string;
  readonly orderHash: string;
};

export type Held = {
  readonly number: number;
  readonly nonce: string;
  readonly position: number;
  readonly path: readonly string[];
};

export type Noted = {
  readonly eventId: number;
  readonly commitment: string;
  readonly cohortRoot?: string;
};

export type Complaint =
  | 'event'
  | 'noted commitment'
  | 'noted root'
  | 'terms'
  | 'commitment'
  | 'chain'
  | 'round'
  | 'signature'
  | 'restsOn'
  | 'order'
  | 'leaf'
  | 'position';

function beaconComplaints(drawn: Drawn, known: readonly Chain[]): Complaint[] {
  const { mode, beacon, beaconRound, closedAt, restsOn } = drawn;
  const found: Complaint[] = [];
  if (mode === 'operator' && beaconRound !== undefined) found.push('round');
  if (mode === 'beacon' && beacon !== undefined) {
    const meant = known.find(({ chainHash }) => chainHash === beacon.chainHash);
    if (meant !== undefined) {
      const { publicKey, scheme, genesisTime, period } = meant;
      const isSame =
        beacon.publicKey === publicKey &&
        beacon.scheme === scheme &&
        beacon.genesisTime === genesisTime &&
        beacon.period === period;
      if (!isSame) found.push('chain');
    }
    if (beaconRound !== undefined) {
      if (!mayBeUsed(beacon, Date.parse(closedAt), beaconRound.round)) found.push('round');
      if (!isSigned(beacon, beaconRound)) found.push('signature');
    }
  }
  const basis = mode === 'beacon' && beaconRound !== undefined ? 'beacon' : 'operator';
  if (restsOn !== basis) found.push('restsOn');
  return found;
}

function heldComplaints(drawn: Drawn, held: Held, positions: readonly number[]): Complaint[] {
  const { number, nonce, position, path } = held;
  const { eventId, cohortSize, cohortRoot } = drawn;
  const found: Complaint[] = [];
  if (number < 1) return ['leaf', 'position'];
  if (number <= cohortSize) {
    const leaf = leafOf(eventId, number, hex(nonce));
    const tree = treeByPath(leaf, number, cohortSize, path.map(hex));
    const root = tree && boundRoot(eventId, cohortSize, tree).toString('hex');
    if (root !== cohortRoot) found.push('leaf');
  }
  const expected = number > cohortSize ? number : positions[number - 1];
  if (position !== expected) found.push('position');
  return found;
}

/** Everything that is wrong; nothing when all is well. */
export function complaintsAbout(
  drawn: Drawn,
  noted: Noted,
  held: Held,
  known: readonly Chain[],
): readonly Complaint[] {
  const found: Complaint[] = [];
  if (drawn.eventId !== noted.eventId) found.push('event');
  if (drawn.commitment !== noted.commitment) found.push('noted commitment');
  if (noted.cohortRoot !== undefined && drawn.cohortRoot !== noted.cohortRoot) {
    found.push('noted root');
  }
  const seed = hex(drawn.seed);
  let committed: Buffer;
  try {
    committed = commitment(drawn, seed);
  } catch {
    return [...found, 'terms'];
  }
  if (committed.toString('hex') !== drawn.commitment) found.push('commitment');
  found.push(...beaconComplaints(drawn, known));
  const round = drawn.mode === 'beacon' ? drawn.beaconRound : undefined;
  const positions = positionsOf(keyOf(committed, drawn.cohortSize, seed, round), drawn.cohortSize);
  if (orderHash(positions).toString('hex') !== drawn.orderHash) found.push('order');
  return [...found, ...heldComplaints(drawn, held, positions)];
}
