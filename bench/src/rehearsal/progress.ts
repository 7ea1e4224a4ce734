/** One line about how it goes, each second: in place on a terminal, one below the other in a log. */
import type { View } from './overview.ts';
import type { Second } from './tally.ts';
import { quantileMs, add, type Latencies } from './latencies.ts';

export type Output = { readonly isTTY?: boolean; write(text: string): unknown };

const whole = (value: number | undefined): string =>
  value === undefined ? '?' : value.toLocaleString('en-US');

function clock(at: number): string {
  const seconds = Math.abs(at);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return `${at < 0 ? '-' : '+'}${text}`;
}

export function describe(
  at: number,
  total: Second,
  view: View | undefined,
  second: Second,
): string {
  const { steps, tickets } = total;
  const errors = Object.values(total.errors).reduce((sum, count) => sum + count, 0);
  const all: Latencies = {};
  for (const latencies of Object.values(second.latencies)) add(all, latencies);
  const waiting =
    view?.joined === undefined ? undefined : view.joined - (view.servedUpTo ?? view.joined);
  const parts = [
    clock(at),
    `arrived ${whole(steps.arrived ?? 0)}`,
    ...(waiting === undefined ? [] : [`waiting ${whole(waiting)}`]),
    ...(steps.admitted === undefined ? [] : [`let in ${whole(steps.admitted)}`]),
    ...(view?.active === undefined ? [] : [`buying ${whole(view.active)}`]),
    `held ${whole(view?.held)}`,
    `sold ${whole(tickets)}`,
    `${whole(second.requests)}/s`,
    `p99 ${Math.round(quantileMs(all, 0.99) ?? 0)} ms`,
    `errors ${whole(errors)}`,
    `home ${whole(steps.gone ?? 0)}`,
  ];
  return parts.join('  ');
}

export function show(output: Output, line: string): void {
  output.write(output.isTTY === true ? `\r\u001b[K${line}` : `${line}\n`);
}
