/** The whole hall in a corner, with a frame around what is on the screen; shown only when zoomed in. */
import { toWorld, visibleBounds, type Camera, type Viewport } from '../model/camera.ts';
import { homeCamera } from '../model/detail.ts';
import { MarkAtlas } from './mark-atlas.ts';
import { paintPiece } from './paint-piece.ts';
import type { Scene } from './scene.ts';
import { runAll } from './steps.ts';

const SIDE_PX = 104;
const REPAINT_MS = 1_000;
/** Zoomed in by less than this, everything is in view anyway. */
const SHOWN_FROM = 1.25;

export class Minimap {
  readonly #scene: Scene;
  readonly #host: HTMLElement;
  readonly #canvas = document.createElement('canvas');
  readonly #frame = document.createElement('div');
  readonly #scale: number;
  readonly #density = Math.min(2, Math.max(1, devicePixelRatio));
  readonly #listeners = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPainted = false;

  /** `onPick`: a place in the hall that one wants to see, in centimetres. */
  constructor(host: HTMLElement, scene: Scene, onPick: (x: number, y: number) => void) {
    this.#host = host;
    this.#scene = scene;
    const { left, right, top, bottom } = scene.map.bounds;
    this.#scale = SIDE_PX / Math.max(right - left, bottom - top);
    const width = (right - left) * this.#scale;
    const height = (bottom - top) * this.#scale;
    this.#canvas.width = Math.round(width * this.#density);
    this.#canvas.height = Math.round(height * this.#density);
    host.style.width = `${width}px`;
    host.style.height = `${height}px`;
    this.#frame.className = 'seat-map-minimap-frame';
    host.replaceChildren(this.#canvas, this.#frame);
    const pick = (event: PointerEvent): void => {
      event.stopPropagation();
      if (event.type === 'pointermove' && event.buttons === 0) return;
      const box = host.getBoundingClientRect();
      const point = { x: event.clientX - box.left, y: event.clientY - box.top };
      const whole = { x: (left + right) / 2, y: (top + bottom) / 2, scale: this.#scale };
      const world = toWorld(whole, { width, height }, point);
      onPick(world.x, world.y);
    };
    const { signal } = this.#listeners;
    host.addEventListener('pointerdown', pick, { signal });
    host.addEventListener('pointermove', pick, { signal });
  }

  place(camera: Camera, viewport: Viewport): void {
    const home = homeCamera(this.#scene.map, viewport).scale;
    const isShown = camera.scale > home * SHOWN_FROM;
    if (this.#host.hidden === isShown) this.#host.hidden = !isShown;
    if (!isShown) return;
    if (!this.#isPainted) this.#repaint();
    const { left, top } = this.#scene.map.bounds;
    const seen = visibleBounds(camera, viewport);
    const x = (seen.left - left) * this.#scale;
    const y = (seen.top - top) * this.#scale;
    const { style } = this.#frame;
    style.transform = `translate3d(${x}px,${y}px,0)`;
    style.width = `${(seen.right - seen.left) * this.#scale}px`;
    style.height = `${(seen.bottom - seen.top) * this.#scale}px`;
  }

  /** Something looks different: soon, but not for every single sale. */
  mark(): void {
    this.#isPainted = this.#isPainted && !this.#host.hidden;
    if (this.#host.hidden || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#repaint(), REPAINT_MS);
  }

  #repaint(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const paint = this.#canvas.getContext('2d', { alpha: false });
    if (paint === null) return;
    const { map, theme } = this.#scene;
    const { left, top } = map.bounds;
    const sizePx = Math.max(this.#canvas.width, this.#canvas.height);
    const piece = { left, top, scale: this.#scale, density: this.#density, sizePx };
    const atlas = new MarkAtlas(map.pitchCm * this.#scale, theme);
    runAll(paintPiece(paint, this.#scene, piece, atlas));
    this.#isPainted = true;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.abort();
    this.#host.replaceChildren();
  }
}
