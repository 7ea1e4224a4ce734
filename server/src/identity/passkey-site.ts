/**
 * Which site passkeys are bound to. Browsers know them on https only, and on this very machine; a
 * deployment that does not know its own address offers none, except to whoever develops it.
 */
import type { PeopleConfig } from '../config/config.ts';
import type { PasskeySite } from './auth-options.ts';

/** Undefined: no passkeys. */
export function passkeySiteOf({
  publicOrigin,
  secureCookies,
}: Pick<PeopleConfig, 'publicOrigin' | 'secureCookies'>): PasskeySite | undefined {
  if (publicOrigin === undefined) {
    return secureCookies ? undefined : { rpId: 'localhost', origin: undefined };
  }
  const { protocol, hostname } = new URL(publicOrigin);
  const isNumber = hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
  const isSafe = protocol === 'https:' || hostname === 'localhost';
  return isSafe && !isNumber ? { rpId: hostname, origin: publicOrigin } : undefined;
}
