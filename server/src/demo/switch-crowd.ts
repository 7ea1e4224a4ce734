/** The crowd's switch when a demo starts: as it was left, unless the configuration says something. */
import type { Tx } from '../lib/db.ts';
import { ensureCrowd as statement, setCrowd } from './sql/crowd.ts';

/** A laptop stays quiet with one buyer a second. */
const BUYERS_PER_MINUTE = 60;

/** `on` undefined: on in a new demo, else as somebody left it. */
export async function ensureCrowd(tx: Tx, on: boolean | undefined): Promise<void> {
  await tx.query(statement, [on ?? true, BUYERS_PER_MINUTE]);
  if (on !== undefined) await tx.query(setCrowd, [on, null]);
}
