/**
 * From one view to another along the path that looks shortest: "Smooth and efficient zooming and
 * panning", van Wijk and Nuij, 2003, section 4 (the same as d3-interpolate's zoom).
 */
import type { Camera, Viewport } from './camera.ts';

export type Flight = {
  readonly durationMs: number;
  /** The view after `elapsedMs`; exactly the target from `durationMs` on. */
  at(elapsedMs: number): Camera;
};

/** How much a flight prefers zooming out over a long pan; the authors' readers liked 1.4. */
const RHO = 1.25;
const DURATION_MIN_MS = 220;
const DURATION_MAX_MS = 620;
const MS_PER_UNIT = 300;

export function flight(from: Camera, to: Camera, viewport: Viewport): Flight {
  const path = pathBetween(from, to, Math.max(1, viewport.width));
  const wanted = path.length * MS_PER_UNIT;
  const durationMs = Math.min(DURATION_MAX_MS, Math.max(DURATION_MIN_MS, wanted));
  return {
    durationMs,
    at(elapsedMs) {
      if (elapsedMs >= durationMs) return to;
      return path.at(ease(Math.max(0, elapsedMs) / durationMs) * path.length);
    },
  };
}

const ease = (t: number): number => 1 - (1 - t) ** 3;

type Path = { readonly length: number; at(s: number): Camera };

function pathBetween(from: Camera, to: Camera, widthPx: number): Path {
  const w0 = widthPx / from.scale;
  const w1 = widthPx / to.scale;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const distance = Math.hypot(dx, dy);
  if (distance < 1e-6 * Math.max(w0, w1)) {
    const length = Math.abs(Math.log(w1 / w0)) / RHO;
    const sign = w1 < w0 ? -1 : 1;
    return {
      length,
      at: (s) => ({ x: to.x, y: to.y, scale: widthPx / (w0 * Math.exp(sign * RHO * s)) }),
    };
  }
  const rho2 = RHO * RHO;
  const square = distance * distance * rho2 * rho2;
  const b0 = (w1 * w1 - w0 * w0 + square) / (2 * w0 * rho2 * distance);
  const b1 = (w1 * w1 - w0 * w0 - square) / (2 * w1 * rho2 * distance);
  const r0 = -Math.asinh(b0);
  const r1 = -Math.asinh(b1);
  return {
    length: (r1 - r0) / RHO,
    at(s) {
      const r = RHO * s + r0;
      const along = (w0 / rho2 / distance) * (Math.cosh(r0) * Math.tanh(r) - Math.sinh(r0));
      return {
        x: from.x + dx * along,
        y: from.y + dy * along,
        scale: (widthPx * Math.cosh(r)) / (w0 * Math.cosh(r0)),
      };
    },
  };
}
