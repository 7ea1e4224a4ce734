/**
 * Writes a letter that a worker sends later. It is written in the transaction of what it tells of, so
 * it is sent exactly if that happened; and once per key, so that whoever does the same thing again does
 * not write again.
 */
import type { Tx } from '../lib/db.ts';
import type { Letter } from './letter.ts';
import { insertLetters } from './sql/write.ts';

/**
 * Who calls it offers mail: where the deployment sends none, what was written is dropped unsent.
 * Addresses of a domain that cannot exist (`.invalid`) are passed over.
 */
export const writeLetter = (tx: Tx, letter: Letter): Promise<void> => writeLetters(tx, [letter]);

/** Likewise for many, in one statement. */
export async function writeLetters(tx: Tx, letters: readonly Letter[]): Promise<void> {
  if (letters.length > 0) await tx.query(insertLetters, [JSON.stringify(letters)]);
}
