/** Whether taking seats leaves a single one, asked of the seats around them only. */
import { PROTECTED } from './free-segments.ts';
import type { SeatIndex } from './seat-index.ts';

/**
 * True when a free seat beside `picked` would have no free neighbour left. The same question as
 * `singlesLeft` answers from prepared segments, for a pick whose surroundings may have changed since.
 *
 * @param picked Ascending. @param isFree What is free now, `picked` included.
 */
export function leavesSingleNow(
  index: SeatIndex,
  isFree: (seat: number) => boolean,
  picked: readonly number[],
): boolean {
  const isLeft = (seat: number, run: number | undefined): boolean =>
    seat >= 0 &&
    seat < index.seatCount &&
    index.run[seat] === run &&
    ((index.flags[seat] ?? 0) & PROTECTED) === 0 &&
    isFree(seat) &&
    !picked.includes(seat);
  return picked.some((seat) =>
    [-1, 1].some((side) => {
      const run = index.run[seat];
      const beside = seat + side;
      return isLeft(beside, run) && !isLeft(beside + side, run);
    }),
  );
}
