/** Puts widgets into CloudWatch's grid of 24 columns: left to right, row by row. */
import type { Widget } from './widget.ts';

export type Place = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export const columns = 24;

const sizes = {
  heading: { width: columns, height: 1 },
  alarms: { width: columns, height: 4 },
  graph: { width: 8, height: 6 },
  log: { width: 12, height: 7 },
} as const satisfies Record<Widget['kind'], Pick<Place, 'width' | 'height'>>;

export function placesOf(widgets: readonly Widget[]): readonly Place[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return widgets.map(({ kind }) => {
    const { width, height } = sizes[kind];
    if (x + width > columns) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const place = { x, y, width, height };
    x += width;
    rowHeight = Math.max(rowHeight, height);
    return place;
  });
}
