/** A few kills with every test run; `npm run test:crash -- --kills 200` does as many as one likes. */
import { expect, it } from 'vitest';
import { runCrash } from './run.ts';

const KILLS = 10;

it(
  'loses nothing that was acknowledged when processes are killed',
  { timeout: 180_000 },
  async () => {
    const log: string[] = [];
    const report = await runCrash({ kills: KILLS, seed: 5, log: (line) => log.push(line) });
    const { violations } = report;
    const told = violations.length === 0 ? [] : log;
    expect({ violations, told }).toEqual({ violations: [], told: [] });
    const killed = Object.values(report.kills).reduce((sum, n) => sum + n, 0);
    expect(killed).toBe(KILLS);
    // The load was there: more than one answer per kill, and some requests were cut off.
    expect(report.answers).toBeGreaterThan(KILLS * 20);
    expect(report.reservations).toBeGreaterThan(KILLS);
    expect(report.places).toBeGreaterThan(0);
    expect(report.admissions).toBeGreaterThan(0);
    expect(report.repeated).toBeGreaterThan(0);
  },
);
