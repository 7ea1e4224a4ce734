/**
 * How a seat looks, drawn once per kind. State is told by form, colour only repeats it: a free seat is a
 * full disc with its number, a held one a ring, a sold one a small cross, a blocked one a dash; what is
 * chosen is dark with a ring around it. Wheelchair spaces are square, a restricted view has a bar.
 */
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import { fontOf } from './paint-text.ts';
import type { Paint } from './scene.ts';
import type { Theme } from './theme.ts';

export const markKinds = { free: 0, held: 1, sold: 2, blocked: 3, selected: 4 } as const;
export type MarkKind = (typeof markKinds)[keyof typeof markKinds];

export type Mark = {
  readonly kind: MarkKind;
  readonly flags: number;
  readonly colour: string;
  /** Empty where it could not be read. */
  readonly label: string;
};

type Pen = Paint;

/** Draws into the square of `size` pixels at the pen's origin: nothing reaches beyond it. */
export function drawMark(
  pen: Pen,
  { kind, flags, colour, label }: Mark,
  size: number,
  theme: Theme,
) {
  const middle = size / 2;
  const radius = size * 0.44;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  if (kind === markKinds.held) return drawRing(pen, middle, radius * 0.72, theme.muted, size);
  if (kind === markKinds.sold) return drawCross(pen, middle, radius * 0.3, theme.faint, size);
  if (kind === markKinds.blocked) return drawDash(pen, middle, radius * 0.34, theme.faint, size);
  const isChosen = kind === markKinds.selected;
  const body = isChosen ? theme.selected : colour;
  const ink = isChosen ? theme.selectedInk : theme.tierInk;
  const isSquare = (flags & (seatFlags.accessible | seatFlags.companion)) !== 0;
  bodyPath(pen, middle, radius, isSquare);
  pen.fillStyle = body;
  pen.fill();
  if (isChosen) {
    bodyPath(pen, middle, radius * 0.86, isSquare);
    pen.strokeStyle = ink;
    pen.lineWidth = Math.max(1, size * 0.045);
    pen.stroke();
  }
  const isRestricted = (flags & seatFlags.restrictedView) !== 0;
  if (isRestricted) {
    pen.save();
    bodyPath(pen, middle, radius * 0.92, isSquare);
    pen.clip();
    pen.fillStyle = theme.section;
    pen.fillRect(0, middle + radius * 0.5, size, radius * 0.2);
    pen.restore();
  }
  if ((flags & seatFlags.accessible) !== 0) return drawWheelchair(pen, middle, radius, ink);
  if (label === '') {
    if (isChosen) drawTick(pen, middle, radius * 0.42, ink, size);
    else if (isSquare) drawPlus(pen, middle, radius * 0.4, ink, size);
    return undefined;
  }
  const up = isRestricted ? radius * 0.14 : 0;
  drawLabel(pen, label, middle, middle - up, radius, ink, theme.font);
  if ((flags & seatFlags.companion) !== 0)
    drawPlus(pen, middle + radius * 0.6, radius * 0.18, ink, size, middle - radius * 0.6);
  return undefined;
}

function bodyPath(pen: Pen, middle: number, radius: number, isSquare: boolean): void {
  pen.beginPath();
  if (isSquare) {
    const half = radius * 0.95;
    pen.roundRect(middle - half, middle - half, 2 * half, 2 * half, radius * 0.34);
  } else pen.arc(middle, middle, radius, 0, 2 * Math.PI);
}

function drawLabel(
  pen: Pen,
  label: string,
  x: number,
  y: number,
  radius: number,
  ink: string,
  family: string,
): void {
  const sizePx = radius * (label.length < 3 ? 0.98 : label.length === 3 ? 0.8 : 0.6);
  pen.font = fontOf({ sizePx, weight: 600 }, family);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = ink;
  pen.fillText(label, x, y + sizePx * 0.05, radius * 1.8);
}

function line(pen: Pen, colour: string, width: number, points: readonly number[]): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  for (let at = 0; at + 1 < points.length; at += 2) {
    pen[at === 0 ? 'moveTo' : 'lineTo'](points[at] ?? 0, points[at + 1] ?? 0);
  }
  pen.stroke();
}

function drawRing(pen: Pen, middle: number, radius: number, colour: string, size: number): void {
  pen.strokeStyle = colour;
  pen.lineWidth = Math.max(1, size * 0.07);
  pen.beginPath();
  pen.arc(middle, middle, radius, 0, 2 * Math.PI);
  pen.stroke();
}

function drawCross(pen: Pen, m: number, half: number, colour: string, size: number): void {
  const width = Math.max(1, size * 0.07);
  line(pen, colour, width, [m - half, m - half, m + half, m + half]);
  line(pen, colour, width, [m - half, m + half, m + half, m - half]);
}

function drawDash(pen: Pen, m: number, half: number, colour: string, size: number): void {
  line(pen, colour, Math.max(1, size * 0.07), [m - half, m, m + half, m]);
}

function drawTick(pen: Pen, m: number, half: number, colour: string, size: number): void {
  const points = [
    m - half,
    m + half * 0.1,
    m - half * 0.25,
    m + half * 0.75,
    m + half,
    m - half * 0.7,
  ];
  line(pen, colour, Math.max(1.5, size * 0.09), points);
}

function drawPlus(pen: Pen, x: number, half: number, colour: string, size: number, y = x): void {
  const width = Math.max(1, size * 0.06);
  line(pen, colour, width, [x - half, y, x + half, y]);
  line(pen, colour, width, [x, y - half, x, y + half]);
}

/** A head, a back, a lap and a wheel: the sign as far as a few pixels can tell it. */
function drawWheelchair(pen: Pen, m: number, radius: number, ink: string): void {
  const u = radius / 10;
  pen.fillStyle = ink;
  pen.beginPath();
  pen.arc(m - 0.8 * u, m - 5.6 * u, 1.5 * u, 0, 2 * Math.PI);
  pen.fill();
  line(pen, ink, Math.max(1, 1.5 * u), [
    m - 0.8 * u,
    m - 3.2 * u,
    m - 0.6 * u,
    m + 1.2 * u,
    m + 3 * u,
    m + 1.2 * u,
    m + 4.6 * u,
    m + 5.2 * u,
  ]);
  pen.strokeStyle = ink;
  pen.lineWidth = Math.max(1, 1.3 * u);
  pen.beginPath();
  pen.arc(m - 0.4 * u, m + 2.4 * u, 3.9 * u, 0.25 * Math.PI, 1.28 * Math.PI);
  pen.stroke();
}
