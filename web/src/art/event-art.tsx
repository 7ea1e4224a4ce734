/**
 * The picture of an event: drawn from its number and genre, always the same for the same event. It
 * is an ornament; what it stands for is said in text beside it.
 */
import { memo, type ReactNode } from 'react';
import { palettes } from './palettes.ts';
import { type Scene, scenes } from './scenes.tsx';
import { createDice } from './seeded.ts';
import './event-art.css';

const byGenre: Readonly<Record<string, Scene>> = {
  concert: scenes.arches,
  musical: scenes.moon,
  theatre: scenes.stage,
  comedy: scenes.stage,
  classical: scenes.staff,
  jazz: scenes.tiles,
  dance: scenes.waves,
  festival: scenes.waves,
  sports: scenes.arches,
  family: scenes.moon,
};
const anyScene = [scenes.waves, scenes.arches, scenes.moon, scenes.tiles, scenes.stage] as const;

type EventArtProps = {
  readonly eventId: number;
  readonly genre?: string | undefined;
  /** Different for each place on a page that shows the same event: names inside of an SVG are global. */
  readonly place: string;
};

export const EventArt = memo(function EventArt(props: EventArtProps): ReactNode {
  const { eventId, genre, place } = props;
  const dice = createDice(eventId);
  // Neighbouring events differ in colour; only the scene's details are left to the dice.
  const colours = palettes[(eventId * 3 + 4) % palettes.length] ?? palettes[0];
  const scene = byGenre[genre ?? ''] ?? anyScene[eventId % anyScene.length] ?? scenes.waves;
  const id = `art-${place}-${eventId}`;
  return (
    <svg
      className="event-art"
      viewBox="0 0 400 500"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
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
    </svg>
  );
});
