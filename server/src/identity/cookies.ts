/**
 * Our cookies: never readable by scripts, sent to this host only, not sent along by other sites'
 * pages except when somebody follows a link. On https they carry the `__Host-` prefix, with which a
 * browser vouches that they were set by this very host.
 */

export type Cookies = {
  /** A short token that says who somebody is. */
  readonly session: string;
  /** Keeps a guest the same guest. */
  readonly guest: string;
  /** A device that is signed in; belongs to better-auth. */
  readonly account: string;
  /** Belong to better-auth too: a second factor that is asked for, a device that needs none, a challenge. */
  readonly twoFactor: string;
  readonly trusted: string;
  readonly challenge: string;
  /** The way to a provider and back. */
  readonly state: string;
  /** The browser that asked for an account. */
  readonly signUp: string;
  /** A Set-Cookie value. */
  set(name: string, value: string, forMs: number): string;
  /** A Set-Cookie value that removes the cookie. */
  clear(name: string): string;
};

export function createCookies(secure: boolean): Cookies {
  const prefix = secure ? '__Host-' : '';
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    session: `${prefix}onsale_session`,
    guest: `${prefix}onsale_guest`,
    account: `${prefix}onsale_account`,
    twoFactor: `${prefix}onsale_two_factor`,
    trusted: `${prefix}onsale_trusted`,
    challenge: `${prefix}onsale_challenge`,
    state: `${prefix}onsale_state`,
    signUp: `${prefix}onsale_sign_up`,
    set: (name, value, forMs) =>
      `${name}=${value}; Max-Age=${Math.ceil(forMs / 1_000)}${attributes}`,
    clear: (name) => `${name}=; Max-Age=0${attributes}`,
  };
}

/** The value of a cookie in a Cookie header, without decoding; the first one counts. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (let at = header.indexOf(name); at !== -1; at = header.indexOf(name, at + 1)) {
    const end = at + name.length;
    const isName =
      header[end] === '=' && (at === 0 || header[at - 1] === ' ' || header[at - 1] === ';');
    if (!isName) continue;
    const stop = header.indexOf(';', end);
    return header.slice(end + 1, stop === -1 ? undefined : stop).trim();
  }
  return undefined;
}
