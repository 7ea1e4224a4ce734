/** All sample halls: what a fresh installation can sell, and what tests and rehearsals run on. */
import { arena } from './arena.ts';
import { largeTheatre } from './large-theatre.ts';
import type { SampleHall } from './sample-hall.ts';
import { smallTheatre } from './small-theatre.ts';
import { stadium } from './stadium.ts';
import { standingShow } from './standing-show.ts';

/** Builds the halls anew (about 10 ms, most of it the stadium); callers keep what they need. */
export function sampleHalls(): SampleHall[] {
  return [smallTheatre(), largeTheatre(), arena(), stadium(), standingShow()];
}
