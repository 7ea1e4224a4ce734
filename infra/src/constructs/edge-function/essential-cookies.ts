/**
 * The cookies that the product needs; a test compares them with the product's own. Everything else
 * in a Cookie header belongs to somebody else and is dropped at the edge.
 */

/** Who somebody is. Present in every request that acts for a session. */
export const sessionCookie = '__Host-onsale_session';

/** All cookies that are about a person carry it; the site is on https, hence the `__Host-`. */
export const personCookiePrefix = '__Host-onsale_';

/** Which language was chosen. */
export const languageCookie = 'onsale-language';
