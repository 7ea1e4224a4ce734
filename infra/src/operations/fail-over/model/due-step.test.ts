/** SPEC.md's invariants by number, over every combination of facts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type DatabaseFact,
  dueStep,
  type Facts,
  failBackTable,
  failOverTable,
} from './due-step.ts';

const databases: readonly DatabaseFact[] = [
  'missing',
  'being-made',
  'follows',
  'being-promoted',
  'primary',
  'left-behind',
];
const booleans = [true, false];

const everything: Facts[] = [];
for (const toDatabase of databases)
  for (const fromProcesses of [0, 3, 'unknown'] as const)
    for (const fromIsLost of booleans)
      for (const received of booleans)
        for (const toStarted of booleans)
          for (const toHealthy of booleans)
            for (const toPays of booleans)
              for (const routed of booleans)
                for (const switchNow of booleans)
                  for (const fromIsPrimary of booleans)
                    everything.push({
                      fromIsPrimary,
                      toDatabase,
                      fromProcesses,
                      fromIsLost,
                      received,
                      toPays,
                      toStarted,
                      toHealthy: toHealthy && toStarted,
                      routed,
                      switchNow,
                    });

const directions = [
  ['fail-over', failOverTable, everything.filter(({ toDatabase }) => toDatabase !== 'left-behind')],
  ['fail-back', failBackTable, everything],
] as const;

/** What a step makes true when it succeeds. */
const effects: Record<string, Partial<Facts>> = {
  'start-payments': { toPays: true },
  fence: { fromProcesses: 0 },
  receive: { received: true },
  promote: { toDatabase: 'primary' },
  'await-database': { toDatabase: 'primary' },
  start: { toStarted: true },
  'await-processes': { toHealthy: true },
  route: { routed: true },
  'set-aside': { toDatabase: 'missing' },
  replicate: { toDatabase: 'follows' },
  'await-replica': { toDatabase: 'follows' },
};
const ends = new Set(['done', 'ask', 'prepared', 'refuse']);

describe.each(directions)('%s', (_name, table, all) => {
  const due = all.map((facts) => ({ facts, step: dueStep(table, facts) as string }));
  const violating = (isWrong: (one: (typeof due)[number]) => boolean) => due.filter(isWrong);

  it('F1: promotes only what the other region can no longer contradict', () => {
    expect(due.some(({ step }) => step === 'promote')).toBe(true);
    expect(
      violating(
        ({ step, facts }) => step === 'promote' && facts.fromProcesses !== 0 && !facts.fromIsLost,
      ),
    ).toEqual([]);
  });

  it('F2: promotes nothing that has not received everything, unless the other one is lost', () => {
    expect(
      violating(({ step, facts }) => step === 'promote' && !facts.received && !facts.fromIsLost),
    ).toEqual([]);
  });

  it('F3: sends requests only where they can be served', () => {
    expect(
      violating(
        ({ step, facts }) =>
          step === 'route' &&
          !(facts.toDatabase === 'primary' && facts.toStarted && facts.toHealthy),
      ),
    ).toEqual([]);
  });

  it('F4, F5: ends from everywhere, with each step at most once', () => {
    for (const facts of all) {
      const taken: string[] = [];
      let now = facts;
      let step: string = dueStep(table, now);
      while (!ends.has(step)) {
        expect(taken).not.toContain(step);
        taken.push(step);
        now = Object.assign({}, now, effects[step]);
        step = dueStep(table, now);
      }
      expect(dueStep(table, now)).toBe(step);
    }
  });

  it('F8: raises nothing where nobody can pay, and ends nothing for it', () => {
    expect(due.some(({ step }) => step === 'start-payments')).toBe(true);
    const needing = new Set(['receive', 'promote', 'start', 'await-processes', 'route', 'done']);
    expect(violating(({ step, facts }) => needing.has(step) && !facts.toPays)).toEqual([]);
    expect(
      violating(
        ({ step, facts }) => step === 'fence' && !facts.toPays && facts.toDatabase !== 'primary',
      ),
    ).toEqual([]);
  });

  it('is the table of SPEC.md', () => {
    const spec = readFileSync(join(import.meta.dirname, '../SPEC.md'), 'utf8');
    const section = spec.split(/^## /m).find((part) => part.toLowerCase().startsWith(_name)) ?? '';
    const steps = [...section.matchAll(/^\| ([a-z-]+) \|/gm)].map(([, step]) => step);
    const shown = steps.filter((step) => step !== 'step' && step !== '---');
    // That it is over already is asked first, and shown as the last row.
    const rows: string[] = table.map(([step]) => step);
    expect(shown).toEqual(rows.slice(1));
  });
});

it('asks a person when Seoul is silent, and believes nobody else', () => {
  const silent = everything.filter(
    ({ fromProcesses, fromIsLost, toDatabase }) =>
      fromProcesses === 'unknown' && !fromIsLost && toDatabase !== 'primary',
  );
  expect(new Set(silent.map((facts) => dueStep(failOverTable, facts)))).toEqual(new Set(['ask']));
});

it('F6: prepares a return without touching who serves', () => {
  const waiting = everything.filter(
    ({ switchNow, toDatabase, fromIsPrimary }) =>
      !switchNow && toDatabase === 'follows' && fromIsPrimary,
  );
  expect(new Set(waiting.map((facts) => dueStep(failBackTable, facts)))).toEqual(
    new Set(['prepared']),
  );
});

it('F7: never touches the database in Seoul while it is the one that serves', () => {
  const normal = everything.filter(({ fromIsPrimary }) => !fromIsPrimary);
  const due = new Set(normal.map((facts) => dueStep(failBackTable, facts)));
  for (const step of ['set-aside', 'replicate', 'promote'] as const)
    expect(due).not.toContain(step);
});

it('ends the processes of a region that comes back after it was given up', () => {
  const back = everything.filter(
    (facts) => facts.fromProcesses === 3 && !facts.fromIsLost && facts.toDatabase === 'primary',
  );
  expect(new Set(back.map((facts) => dueStep(failOverTable, facts)))).toEqual(new Set(['fence']));
});
