/** All shows of the demo, in the order in which they are made. Everything about them is invented. */
import type { DemoShow } from './show.ts';
import { largeShows } from './shows/large.ts';
import { musicShows } from './shows/music.ts';
import { withRuns } from './shows/runs.ts';
import { stageShows } from './shows/stage.ts';

export const demoShows: readonly DemoShow[] = withRuns([
  ...stageShows,
  ...musicShows,
  ...largeShows,
]);

export const showOf = (code: string): DemoShow | undefined =>
  demoShows.find((show) => show.code === code);
