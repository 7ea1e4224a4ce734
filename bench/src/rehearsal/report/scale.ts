/** From values to places in a picture, with ticks at round numbers. Pure. */

export type Scale = { readonly at: (value: number) => number; readonly ticks: readonly number[] };

const STEPS = [1, 2, 2.5, 5, 10] as const;
/** What a clock is read in. */
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600] as const;

function roundStep(span: number, ticks: number): number {
  const raw = span / ticks;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = STEPS.find((one) => one * power >= raw) ?? 10;
  return step * power;
}

/** From 0 to a round number at or above the largest value. `from`: the place of 0, `to`: of the top. */
export function amounts(largest: number, from: number, to: number): Scale {
  const step = roundStep(Math.max(largest, 1), 5);
  const top = Math.ceil(Math.max(largest, 1) / step) * step;
  return {
    at: (value) => from + (value / top) * (to - from),
    ticks: range(0, top, step),
  };
}

/** Powers of ten, for what spreads over several of them. Values below `least` count as it. */
export function powers(largest: number, least: number, from: number, to: number): Scale {
  const [low, high] = [Math.log10(least), Math.ceil(Math.log10(Math.max(largest, least * 10)))];
  const place = (value: number): number =>
    from + ((Math.log10(Math.max(value, least)) - low) / (high - low)) * (to - from);
  return { at: place, ticks: range(low, high, 1).map((power) => 10 ** power) };
}

/** From the first second to the last. */
export function seconds(first: number, last: number, from: number, to: number): Scale {
  const span = Math.max(1, last - first);
  const step = SECONDS.find((one) => one >= span / 7) ?? 7_200;
  return {
    at: (value) => from + ((value - first) / span) * (to - from),
    ticks: range(Math.ceil(first / step) * step, last, step),
  };
}

const range = (first: number, last: number, step: number): number[] =>
  Array.from({ length: Math.floor((last - first) / step + 1e-9) + 1 }, (_, n) => first + n * step);
