/**
 * Who sent this request: the Authorization header, remembered for a few seconds so that the hot path
 * neither hashes nor asks the database. A revoked key stops working when that memory ends.
 */
import type { Scope } from '@onsale/contract/route.ts';
import { LRUCache } from 'lru-cache';
import type { Db } from '../lib/db.ts';
import type { KeyPrincipal } from '../lib/handler.ts';
import { hashSecret } from './api-keys.ts';
import { findApiKey } from './sql/api-keys.ts';

export type Authenticate = (
  header: string | undefined,
) => KeyPrincipal | undefined | Promise<KeyPrincipal | undefined>;

/** How long a key (or the knowledge that it is none) is remembered. */
const REMEMBER_MS = 5_000;
const HEADER = /^Bearer +([\x21-\x7e]{1,200})$/i;

type Known = { readonly principal: KeyPrincipal | undefined };

export function createAuthenticate(db: Db): Authenticate {
  const known = new LRUCache<string, Known>({ max: 10_000, ttl: REMEMBER_MS });
  /** Look-ups under way: requests that come together ask once. */
  const asked = new Map<string, Promise<KeyPrincipal | undefined>>();

  async function lookUp(header: string, secret: string): Promise<KeyPrincipal | undefined> {
    const [row] = await db.query(findApiKey, [hashSecret(secret)]);
    const principal: KeyPrincipal | undefined = row && {
      kind: 'key',
      keyId: row.keyId,
      organizationId: row.organizationId,
      scopes: new Set(row.scopes as Scope[]),
      ...(row.ratePerSecond === null ? {} : { ratePerSecond: row.ratePerSecond }),
    };
    known.set(header, { principal });
    return principal;
  }

  return (header) => {
    if (header === undefined) return undefined;
    const remembered = known.get(header);
    if (remembered !== undefined) return remembered.principal;
    const secret = HEADER.exec(header)?.[1];
    if (secret === undefined) return undefined;
    const underWay = asked.get(header);
    if (underWay !== undefined) return underWay;
    const answer = lookUp(header, secret).finally(() => asked.delete(header));
    asked.set(header, answer);
    return answer;
  };
}
