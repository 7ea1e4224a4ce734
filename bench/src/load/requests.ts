/**
 * Turns a request plan into bytes on the wire, one request at a time, with as little work as can
 * be.
 */
import { readFileSync } from 'node:fs';
import { systemClock } from '@onsale/server/src/lib/clock.ts';
import { createIds } from '@onsale/server/src/lib/uuid-v7.ts';
import type { LinePlan, RequestPlan, SeatPlan } from './plan.ts';

export type NextRequest = {
  /** The whole request, Latin-1. */
  readonly text: string;
  readonly tickets: number;
};

const NUMBER_WIDTH = 8;
const PLACEHOLDER = /(%id%|%n%|%seats%|%count%|%line%)/;

/**
 * Returns a function that gives the next request, or undefined when the plan's seats or lines are
 * used up.
 */
export function createRequests(
  plan: RequestPlan,
  port: number,
  random: () => number = Math.random,
): () => NextRequest | undefined {
  const fill = createFiller();
  const heads = plan.paths.map((path) => compile(headOf(plan, path, port)));
  const body = plan.body === undefined ? undefined : compile(plan.body);
  const seats = plan.seats === undefined ? undefined : createSeats(plan.seats, random);
  const nextLine = plan.lines === undefined ? () => '' : createLines(plan.lines);
  let pathIndex = 0;
  let number = 0;

  return () => {
    let chosen: readonly number[] = [];
    if (seats !== undefined) {
      const next = seats.next() ?? (++pathIndex < heads.length ? seats.restart() : undefined);
      if (next === undefined) return undefined;
      chosen = next;
    }
    const head = heads[pathIndex];
    const line = nextLine();
    if (head === undefined || line === undefined) return undefined;
    number++;
    const seatText = chosen.join(',');
    const count = chosen.length;
    const headText = fill(head, { number, seatText, count, line });
    const tickets = seats === undefined ? plan.tickets : count;
    if (body === undefined) return { text: `${headText}\r\n`, tickets };
    const bodyText = fill(body, { number, seatText, count, line });
    return { text: `${headText}Content-Length: ${bodyText.length}\r\n\r\n${bodyText}`, tickets };
  };
}

/** Fills one template once, outside the hot path. */
export const fillTemplate = (text: string, number: number, seats: string): string =>
  createFiller()(compile(text), { number, seatText: seats, count: 0, line: '' });

function headOf(plan: RequestPlan, path: string, port: number): string {
  const lines = [`${plan.method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`];
  for (const [name, value] of Object.entries(plan.headers)) lines.push(`${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n`;
}

function compile(text: string): readonly string[] {
  // Lengths are counted in characters, which are bytes only in ASCII.
  if (/[^\n\r -~]/.test(text)) throw new RangeError(`a request template must be ASCII: ${text}`);
  return text.split(PLACEHOLDER).filter((part) => part !== '');
}

type Filling = {
  readonly number: number;
  readonly seatText: string;
  readonly count: number;
  readonly line: string;
};

function createFiller(): (parts: readonly string[], filling: Filling) => string {
  const ids = createIds(systemClock);
  return (parts, { number, seatText, count, line }) => {
    let text = '';
    for (const part of parts) {
      if (part === '%id%') text += ids.next();
      else if (part === '%n%') text += String(number).padStart(NUMBER_WIDTH, '0');
      else if (part === '%seats%') text += seatText;
      else if (part === '%count%') text += String(count);
      else if (part === '%line%') text += line;
      else text += part;
    }
    return text;
  };
}

// Fresh seats go from the front of the house to the back, so that every one is asked for and what
// was asked for before is known without a table.
function createSeats(
  plan: SeatPlan,
  random: () => number,
): {
  next(): readonly number[] | undefined;
  restart(): readonly number[] | undefined;
} {
  let cursor = 0;
  let turn = 0;
  const next = (): readonly number[] | undefined => {
    const count = (turn % plan.ticketsMax) + 1;
    turn++;
    if (cursor + count > plan.perEvent) return undefined;
    if (cursor > count && random() < plan.conflictShare) {
      return neighbours(Math.floor(random() * (cursor - count)), count);
    }
    const first = cursor;
    cursor += count;
    return neighbours(first, count);
  };
  return {
    next,
    restart() {
      cursor = 0;
      return next();
    },
  };
}

const neighbours = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index);

function createLines({ file, once }: LinePlan): () => string | undefined {
  // Latin-1, as it goes on the wire: half the memory of other texts.
  const lines = readFileSync(file, 'latin1').trimEnd().split('\n');
  let at = 0;
  return () => {
    if (at === lines.length && !once) at = 0;
    return lines[at++];
  };
}
