/** What server and page both have to know of accounts and buyers. No schemas: pages load it as it is. */

/** Length of a password, in characters. */
export const passwordChars = { min: 10, max: 128 } as const;

const local = String.raw`[^\s@\u0000-\u001f\u007f\ud800-\udfff]+`;
const label = String.raw`[^\s@.\u0000-\u001f\u007f\ud800-\udfff]+`;

/**
 * Pragmatic: one @, no spaces; whether it exists is known when a mail arrives. PostgreSQL cannot store
 * NUL; control characters and lone surrogates are in no address.
 */
export const emailPattern = String.raw`^${local}@${label}(\.${label})+$`;
