/**
 * Moves what lies over the map as elements (labels of the choice, the card, the focus) to its place in
 * the hall, which each says in `data-x` and `data-y` (centimetres).
 */
import { toScreen, type Camera, type Viewport } from '../model/camera.ts';

const EDGE_PX = 8;

export function placeOverlay(
  overlay: HTMLElement,
  camera: Camera,
  viewport: Viewport,
  pitchCm: number,
): void {
  const pitchPx = pitchCm * camera.scale;
  for (const child of overlay.children) {
    if (!(child instanceof HTMLElement)) continue;
    const world = { x: Number(child.dataset['x']), y: Number(child.dataset['y']) };
    const { x, y } = toScreen(camera, viewport, world);
    if (child.dataset['kind'] === 'focus') {
      const side = Math.max(18, pitchPx * 1.25);
      child.style.width = `${side}px`;
      child.style.height = `${side}px`;
      child.style.transform = `translate3d(${x - side / 2}px,${y - side / 2}px,0)`;
      continue;
    }
    const width = child.offsetWidth;
    const height = child.offsetHeight;
    const gap = Math.max(6, pitchPx * 0.62);
    // Above its seat, below where there is no room; never beyond the edge while its seat is in view.
    const above = y - gap - height;
    const top = above < EDGE_PX ? y + gap : above;
    const isOut = x < 0 || y < 0 || x > viewport.width || y > viewport.height;
    const max = Math.max(EDGE_PX, viewport.width - width - EDGE_PX);
    const left = Math.min(max, Math.max(EDGE_PX, x - width / 2));
    child.style.transform = `translate3d(${Math.round(left)}px,${Math.round(top)}px,0)`;
    child.style.visibility = isOut ? 'hidden' : 'visible';
  }
}
