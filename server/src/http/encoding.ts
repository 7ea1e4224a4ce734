/** Which form of an answer a client is sent. */

export type Encoding = 'br' | 'gzip';

/** Bytes, and the same compressed where that was done. */
export type Forms = {
  readonly bytes: Buffer;
  readonly compressed?: { readonly [One in Encoding]?: Buffer } | undefined;
};

export type Form = { readonly encoding?: Encoding; readonly bytes: Buffer };

/** The smallest form that `accepted` allows. Weights other than "not at all" are not looked at. */
export function chooseForm({ bytes, compressed }: Forms, accepted: string | undefined): Form {
  if (compressed === undefined || accepted === undefined) return { bytes };
  const wanted = accepted.split(',').filter((one) => !/;\s*q=0(?:\.0*)?\s*$/.test(one));
  const taken = new Set(wanted.map((one) => one.split(';')[0]?.trim()));
  for (const encoding of ['br', 'gzip'] as const) {
    const form = compressed[encoding];
    if (form !== undefined && taken.has(encoding)) return { encoding, bytes: form };
  }
  return { bytes };
}

/** Each form has an entity tag of its own. `etag` has its quotes. */
export const etagOfForm = (etag: string, { encoding }: Form): string =>
  encoding === undefined ? etag : `${etag.slice(0, -1)}-${encoding}"`;
