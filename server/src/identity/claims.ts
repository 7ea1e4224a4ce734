/** What session and guest tokens say, and how that is written down in them. */
import type { Role } from '@onsale/contract/route.ts';
import { roleScopes } from '@onsale/contract/route.ts';
import type { Person } from '../lib/handler.ts';

export type SessionClaims = {
  readonly person: Person;
  /** Of the account when the token was made; 0 for guests. */
  readonly epoch: number;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
};

/** Signed as they are: short names, because they travel with every request. */
type Wire = {
  readonly v: 1;
  readonly p: string;
  readonly i: number;
  readonly e: number;
  readonly k?: number;
  readonly r?: readonly (readonly [number, Role])[];
};

const ACCOUNT = 'a:';
const GUEST = 'g:';

export const accountPerson = (
  accountId: string,
  roles: Iterable<readonly [number, Role]>,
): Person => ({
  kind: 'person',
  personId: ACCOUNT + accountId,
  account: { id: accountId, roles: new Map(roles) },
});

export const guestPerson = (personId: string): Person => ({ kind: 'person', personId });

/** Guests are known by a cookie alone; accounts sign in. */
export const isGuest = (personId: string): boolean => personId.startsWith(GUEST);

/** `random` gives 16 bytes: nobody guesses the name of a guest. */
export const newGuestId = (random: Buffer): string => GUEST + random.toString('base64url');

export function writeSession({ person, epoch, issuedAtMs, expiresAtMs }: SessionClaims): Wire {
  const wire = { v: 1, p: person.personId, i: issuedAtMs, e: expiresAtMs } as const;
  return person.account === undefined ? wire : { ...wire, k: epoch, r: [...person.account.roles] };
}

/** Undefined when it is of a version that this release does not know. */
export function readSession(payload: unknown): SessionClaims | undefined {
  const wire = readWire(payload);
  if (wire === undefined) return undefined;
  const { p, i, e, k = 0, r = [] } = wire;
  const person = p.startsWith(ACCOUNT)
    ? accountPerson(
        p.slice(ACCOUNT.length),
        r.filter(([, role]) => role in roleScopes),
      )
    : guestPerson(p);
  return { person, epoch: k, issuedAtMs: i, expiresAtMs: e };
}

export const writeGuest = (personId: string, nowMs: number, forMs: number): Wire => ({
  v: 1,
  p: personId,
  i: nowMs,
  e: nowMs + forMs,
});

/** The guest's person id while the token is good. */
export function readGuest(payload: unknown, nowMs: number): string | undefined {
  const wire = readWire(payload);
  return wire !== undefined && wire.e > nowMs && isGuest(wire.p) ? wire.p : undefined;
}

function readWire(payload: unknown): Wire | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const wire = payload as Wire;
  const isKnown = wire.v === 1 && typeof wire.p === 'string' && typeof wire.e === 'number';
  return isKnown ? wire : undefined;
}
