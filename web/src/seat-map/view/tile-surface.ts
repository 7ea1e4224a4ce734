/**
 * What a tile is shown on. Tiles are painted on one shared canvas and handed over as finished bitmaps:
 * a canvas that can still be painted on is copied anew for every frame where the browser composes
 * without a graphics processor (50 tiles: 45 ms a frame on a slow phone; bitmaps: under one).
 */
import type { Paint } from './scene.ts';

export type TileSurface = {
  readonly element: HTMLCanvasElement;
  /** False: what is painted is seen at once, so it has to be painted at once. */
  readonly isHidden: boolean;
  /** Something to paint on; one at a time. `keep`: with what is there already. */
  begin(keep: boolean): Paint;
  /** Shows what was painted since `begin`. */
  show(): void;
  /** Gives the memory back soon instead of with the next garbage collection. */
  dispose(): void;
};

export type SurfaceMaker = (sizePx: number) => TileSurface;

/** One per map: all of its tiles have the same size. */
export function surfaceMaker(): SurfaceMaker {
  return typeof OffscreenCanvas === 'undefined' ? paintableSurface : bitmapSurfaces();
}

function bitmapSurfaces(): SurfaceMaker {
  let shared: OffscreenCanvas | undefined;
  let pen: OffscreenCanvasRenderingContext2D | null = null;

  function scratch(sizePx: number): { canvas: OffscreenCanvas; paint: Paint } {
    if (shared?.width !== sizePx) {
      shared = new OffscreenCanvas(sizePx, sizePx);
      pen = shared.getContext('2d', { alpha: false });
    }
    if (pen === null) throw new Error('no 2d context');
    return { canvas: shared, paint: pen };
  }

  return (sizePx) => {
    const element = newCanvas(sizePx);
    const screen = element.getContext('bitmaprenderer');
    if (screen === null) throw new Error('no bitmaprenderer context');
    return {
      element,
      isHidden: true,
      begin(keep) {
        const { paint } = scratch(sizePx);
        paint.setTransform(1, 0, 0, 1, 0, 0);
        paint.globalAlpha = 1;
        if (keep) paint.drawImage(element, 0, 0);
        return paint;
      },
      show() {
        const { canvas } = scratch(sizePx);
        screen.transferFromImageBitmap(canvas.transferToImageBitmap());
      },
      dispose() {
        element.remove();
        release(() => screen.transferFromImageBitmap(null));
      },
    };
  };
}

/** Memory of a whole sheet is given back a few tiles at a time: all at once takes a phone 100 ms. */
const RELEASED_AT_ONCE = 3;
const releasing: (() => void)[] = [];

function release(one: () => void): void {
  releasing.push(one);
  if (releasing.length === 1) setTimeout(releaseSome);
}

function releaseSome(): void {
  for (const one of releasing.splice(0, RELEASED_AT_ONCE)) one();
  if (releasing.length > 0) setTimeout(releaseSome);
}

/** Browsers before 2023. */
const paintableSurface: SurfaceMaker = (sizePx) => {
  const element = newCanvas(sizePx);
  const paint = element.getContext('2d', { alpha: false });
  if (paint === null) throw new Error('no 2d context');
  return {
    element,
    isHidden: false,
    begin: () => paint,
    show: () => {},
    dispose() {
      element.width = 0;
      element.remove();
    },
  };
};

function newCanvas(sizePx: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = sizePx;
  canvas.height = sizePx;
  return canvas;
}
