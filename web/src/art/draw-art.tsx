/** Draws the inside of an event's picture, from its number and genre. See `event-art.tsx`. */
import type { ReactNode } from 'react';
import { palettes } from './palettes.ts';
import { scenes } from './scenes.tsx';
import { createDice } from './seeded.ts';
import type { Scene } from './shapes.ts';

export type ArtWish = {
  readonly eventId: number;
  readonly genre?: string | undefined;
  /** Different for each place on a page that shows the same event: names inside of an SVG are global. */
  readonly place: string;
};

/** What fits a genre; which of them an event gets is decided by its number. */
const byGenre: Readonly<Record<string, readonly Scene[]>> = {
  concert: [scenes.beams, scenes.arches],
  musical: [scenes.skyline, scenes.moon, scenes.stage],
  theatre: [scenes.stage, scenes.moon],
  comedy: [scenes.microphone, scenes.stage],
  classical: [scenes.staff, scenes.keys],
  jazz: [scenes.vinyl, scenes.tiles],
  dance: [scenes.ribbons, scenes.waves],
  festival: [scenes.fireworks, scenes.waves],
  sports: [scenes.court],
  family: [scenes.balloons, scenes.moon],
};
const anyScene = [scenes.waves, scenes.tiles, scenes.skyline, scenes.beams, scenes.ribbons];

/** A number that has nothing to do with the palette's, so that both differ between neighbours. */
const scramble = (eventId: number): number => (Math.imul(eventId, 0x9e3779b1) >>> 16) & 0xff;

export function drawArt({ eventId, genre, place }: ArtWish): ReactNode {
  const dice = createDice(eventId);
  // Neighbouring events differ in colour; only the scene's details are left to the dice.
  const colours = palettes[(eventId * 3 + 4) % palettes.length] ?? palettes[0];
  const fitting = byGenre[genre ?? ''] ?? anyScene;
  const scene = fitting[scramble(eventId) % fitting.length] ?? scenes.waves;
  const id = `art-${place}-${eventId}`;
  return (
    <>
      <defs>
        <linearGradient id={`${id}-ground`} x1="0" y1="0" x2="0.35" y2="1">
          <stop offset="0" stopColor={colours.deep} />
          <stop offset="1" stopColor={colours.ground} />
        </linearGradient>
        <radialGradient id={`${id}-glow`} cx="0.36" cy="0.3" r="0.85">
          <stop offset="0" stopColor={colours.pale} />
          <stop offset="0.55" stopColor={colours.second} />
          <stop offset="1" stopColor={colours.first} />
        </radialGradient>
      </defs>
      <rect width="400" height="500" fill={`url(#${id}-ground)`} />
      {scene(colours, dice, id)}
    </>
  );
}
