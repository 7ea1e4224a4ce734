/** What the scenes of the posters share: their type, and shapes that several of them draw. */
import type { ReactNode } from 'react';
import type { Palette } from './palettes.ts';
import type { Dice } from './seeded.ts';

/** On 400 by 500. `id` begins the names of the gradients, which `EventArt` defines. */
export type Scene = (colours: Palette, dice: Dice, id: string) => ReactNode;

export const range = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => i);

/** Everything below a swinging line, as a smooth curve through a point every 50. */
export function hill(y: number, height: number, phase: number): string {
  const at = range(11).map((i) => {
    const swing = Math.sin(i * 0.62 + phase) + 0.35 * Math.sin(i * 1.5 + phase * 1.7);
    return y + swing * height * 0.75;
  });
  const point = (i: number): number => at[Math.max(0, Math.min(10, i))] ?? y;
  // Catmull-Rom: each piece leaves in the direction of its neighbours.
  const pieces = range(8).map((n) => {
    const i = n + 1;
    const out = point(i) + (point(i + 1) - point(i - 1)) / 6;
    const into = point(i + 1) - (point(i + 2) - point(i)) / 6;
    const x = n * 50;
    return `C${x + 17} ${round(out)} ${x + 33} ${round(into)} ${x + 50} ${round(point(i + 1))}`;
  });
  return `M0 ${round(point(1))}${pieces.join('')}V500H0Z`;
}

export const round = (value: number): number => Math.round(value * 10) / 10;

/** A point on a circle; 0 is up, 1 is once around. */
export function around(x: number, y: number, radius: number, turn: number): string {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
}
