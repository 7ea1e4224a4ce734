/**
 * The sheets at the scales that matter now: the one being looked at, the one before it, which stays
 * below until the new one covers the screen, and the whole hall, which is kept for the way back.
 */
import { visibleBounds, type Camera, type Viewport } from '../model/camera.ts';
import { homeCamera } from '../model/detail.ts';
import type { Bounds } from '../model/shapes.ts';
import type { Scene } from './scene.ts';
import { TileSheet } from './tile-sheet.ts';
import { surfaceMaker } from './tile-surface.ts';

/** Beyond two pixels per pixel nobody sees more, but everybody paints and keeps twice as much. */
const DENSITY_MAX = 2;
const TILES_MAX = 72;

export class Sheets {
  readonly #scene: Scene;
  readonly #layer = document.createElement('div');
  readonly #newSurface = surfaceMaker();
  #home: TileSheet | undefined;
  #before: TileSheet | undefined;
  #now: TileSheet | undefined;

  constructor(host: HTMLElement, scene: Scene) {
    this.#scene = scene;
    this.#layer.className = 'seat-map-sheets';
    host.prepend(this.#layer);
  }

  /** The sheet that is painted now. */
  get now(): TileSheet | undefined {
    return this.#now;
  }

  get all(): TileSheet[] {
    return [...new Set([this.#home, this.#before, this.#now])].filter((one) => one !== undefined);
  }

  /** Begins a sheet at this scale, or takes the one there is. */
  use(scale: number, viewport: Viewport): void {
    if (this.#now !== undefined && Math.abs(scale / this.#now.scale - 1) < 1e-9) return;
    const home = homeCamera(this.#scene.map, viewport).scale;
    const isHome = Math.abs(scale / home - 1) < 1e-6;
    // All paint on the same canvas.
    this.#now?.abandon();
    if (this.#before !== this.#home) this.#before?.dispose();
    this.#before = this.#now;
    if (isHome && this.#home !== undefined) {
      this.#now = this.#home;
    } else {
      const density = Math.min(DENSITY_MAX, Math.max(1, devicePixelRatio));
      this.#now = new TileSheet(this.#scene, scale, density, this.#newSurface);
      if (isHome) this.#home = this.#now;
    }
    // On top of the others.
    this.#layer.append(this.#now.element);
    this.#now.element.hidden = false;
  }

  /** In a window of another size the whole hall has another scale. */
  dropHome(): void {
    const home = this.#home;
    this.#home = undefined;
    if (home !== this.#now && home !== this.#before) home?.dispose();
  }

  place(camera: Camera, viewport: Viewport): void {
    for (const sheet of this.all) sheet.place(camera, viewport, devicePixelRatio);
  }

  /** Older sheets go as soon as the new one covers the screen; `target` is what will be seen. */
  tidy(camera: Camera, viewport: Viewport, target: Bounds, isFlying: boolean): void {
    const sheet = this.#now;
    if (sheet === undefined) return;
    sheet.trim(target, TILES_MAX);
    const seen = visibleBounds(camera, viewport);
    const isCovered = sheet.keysWithin(seen).every((key) => sheet.has(key));
    const isDone = isCovered && !isFlying;
    if (this.#home !== undefined && this.#home !== sheet) this.#home.element.hidden = isDone;
    if (!isDone || this.#before === undefined) return;
    if (this.#before !== this.#home && this.#before !== sheet) this.#before.dispose();
    this.#before = undefined;
  }

  dispose(): void {
    for (const sheet of this.all) sheet.dispose();
    this.#layer.remove();
  }
}
