/** docs/requirements.md is complete, and whatever it calls evidence exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const REQUIREMENTS = 403;
const CONTRADICTIONS = 78;
const statuses = new Set(['`done`', '`partly`', '`planned`', '`decided otherwise`']);

const root = join(import.meta.dirname, '..', '..');
const document = readFileSync(join(root, 'docs', 'requirements.md'), 'utf8');

type Row = Record<'id' | 'sources' | 'requirement' | 'status' | 'evidence' | 'note', string>;

const rows = document
  .split('\n')
  .filter((line) => /^\| R\d+ \|/.test(line))
  .map((line): Row => {
    // A vertical line inside a cell is written \| in Markdown.
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const [, id = '', sources = '', requirement = '', status = '', evidence = '', note = ''] =
      cells;
    return { id, sources, requirement, status, evidence, note };
  });

const numbers = (count: number, letter: string): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

/** Paths in the evidence column are in backticks. */
const evidenceOf = (row: Row): string[] =>
  [...row.evidence.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);

describe('the requirements', () => {
  it('are all there, once, in order', () => {
    expect(rows.map((row) => row.id)).toEqual(numbers(REQUIREMENTS, 'R'));
  });

  it('say who asks for what, and have a known status', () => {
    const incomplete = rows.filter(
      ({ sources, requirement, status }) =>
        !/^[A-D]/.test(sources) || requirement.length < 10 || !statuses.has(status),
    );
    expect(incomplete).toEqual([]);
  });

  it('have evidence when done, a reason when decided otherwise, both when partly done', () => {
    const proven = new Set(['`done`', '`partly`']);
    const explained = new Set(['`partly`', '`decided otherwise`']);
    const unproven = rows.filter(
      (row) =>
        (proven.has(row.status) && evidenceOf(row).length === 0) ||
        (explained.has(row.status) && row.note === ''),
    );
    expect(unproven.map((row) => row.id)).toEqual([]);
  });

  it('name only evidence that exists', () => {
    const missing = rows.flatMap((row) =>
      evidenceOf(row)
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${row.id}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('explain every contradiction they refer to', () => {
    const explained = [...document.matchAll(/^\[\^(X\d+)\]:/gm)].map(([, id]) => id);
    expect(explained).toEqual(numbers(CONTRADICTIONS, 'X'));
    const requirements = rows.map((row) => row.requirement).join('\n');
    const referred = [...requirements.matchAll(/\[\^(X\d+)\]/g)];
    expect(new Set(referred.map(([, id]) => id))).toEqual(new Set(explained));
  });
});
