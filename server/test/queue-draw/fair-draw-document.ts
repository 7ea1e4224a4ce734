/** Reads what docs/fair-draw.md states in tables and listings, so that tests take it from there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chain } from './second-implementation.ts';

const document = readFileSync(join(import.meta.dirname, '../../../docs/fair-draw.md'), 'utf8');

/** The text from a heading to the next heading of any level. */
export function section(heading: string): string {
  const [, after] = document.split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`docs/fair-draw.md has no "${heading}"`);
  return after.split(/\n#+ /)[0] ?? '';
}

/** The value behind a label in a listing, the nth of that name. */
export function listed(of: string, label: string, nth = 0): string {
  const found = [...of.matchAll(new RegExp(`^${label} +([0-9a-f ]+)$`, 'gm'))][nth]?.[1];
  if (found === undefined) throw new Error(`docs/fair-draw.md does not list "${label}"`);
  return found;
}

/** The rows of a table, cell by cell, without back quotes. */
export const rowsOf = (of: string): readonly (readonly string[])[] =>
  [...of.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) =>
    row.split('|').map((cell) => cell.replaceAll('`', '').trim()),
  );

/** The public chains: quicknet and default. */
export function knownChains(): readonly [Chain, Chain] {
  const rows = new Map(rowsOf(section('## Beacon round')).map(([name, ...rest]) => [name, rest]));
  const of = (nth: number): Chain => {
    const cell = (name: string): string => rows.get(name)?.[nth] ?? '';
    return {
      scheme: cell('scheme'),
      chainHash: cell('chainHash'),
      publicKey: cell('publicKey'),
      genesisTime: Number(cell('genesisTime')),
      period: Number(cell('period')),
    };
  };
  return [of(0), of(1)];
}
