/**
 * Keeps the screen in step with the camera and the scene. Works only in animation frames, only when
 * something has changed, and only for a few milliseconds in each: what does not fit comes in the next.
 */
import { cameraLimits, homeCamera } from '../model/detail.ts';
import {
  clampCamera,
  sameCamera,
  visibleBounds,
  type Camera,
  type Viewport,
} from '../model/camera.ts';
import { flight, type Flight } from '../model/flight.ts';
import type { Bounds } from '../model/shapes.ts';
import type { Scene } from './scene.ts';
import { Sheets } from './sheets.ts';
import type { TileSheet } from './tile-sheet.ts';

export type RendererOptions = {
  readonly host: HTMLElement;
  readonly scene: Scene;
  /** After each frame in which the camera moved. */
  readonly onCamera: (camera: Camera, viewport: Viewport) => void;
  readonly isStill: () => boolean;
};

/** Milliseconds of painting in one frame: while moving, and while nothing moves. */
const BUDGET_MOVING_MS = 4;
const BUDGET_RESTING_MS = 8;
/** How long a scale has to stay before the map is painted at it. */
const SETTLE_MS = 140;
/** A camera that has not moved for so long is at rest. */
const REST_MS = 90;
/** Shades and counts of sections follow the sale at this pace. */
const SHADE_MS = 500;
/** After a press the page answers first: so long nothing is painted. */
const ANSWER_MS = 120;
const presses = ['pointerdown', 'pointerup', 'keydown'] as const;
/** A sheet is not stretched further than this. */
const STRETCH_MAX = 2.2;

type Moving = { readonly flight: Flight; readonly sinceMs: number };

export class Renderer {
  readonly scene: Scene;
  readonly #options: RendererOptions;
  readonly #sheets: Sheets;
  #viewport: Viewport = { width: 0, height: 0 };
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #placed: Camera | undefined;
  #moving: Moving | undefined;
  #scaleChangedMs = 0;
  #cameraChangedMs = 0;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isGesture = false;
  #pressedMs = Number.NEGATIVE_INFINITY;
  readonly #listening = new AbortController();

  constructor(options: RendererOptions) {
    this.#options = options;
    this.scene = options.scene;
    this.#sheets = new Sheets(options.host, options.scene);
    const { signal } = this.#listening;
    for (const press of presses) {
      const hear = (): void => {
        this.#pressedMs = performance.now();
      };
      addEventListener(press, hear, { capture: true, passive: true, signal });
    }
  }

  get camera(): Camera {
    return this.#camera;
  }

  get viewport(): Viewport {
    return this.#viewport;
  }

  get isHome(): boolean {
    return this.target.scale <= homeCamera(this.scene.map, this.#viewport).scale * 1.05;
  }

  /** Where the camera is going; where it is, when it rests. */
  get target(): Camera {
    return this.#moving?.flight.at(Infinity) ?? this.#camera;
  }

  resize(viewport: Viewport): void {
    const { width, height } = this.#viewport;
    if (viewport.width === width && viewport.height === height) return;
    const wasHome = width === 0 || this.isHome;
    this.#viewport = viewport;
    if (viewport.width === 0 || viewport.height === 0) return;
    const { map } = this.scene;
    this.#moving = undefined;
    this.#sheets.dropHome();
    this.#camera = wasHome
      ? homeCamera(map, viewport)
      : clampCamera(this.#camera, viewport, cameraLimits(map, viewport));
    this.#placed = undefined;
    this.#useSheet(this.#camera.scale);
    this.request();
  }

  /** Follows a finger: at once, and held within the hall. */
  moveTo(camera: Camera): void {
    this.#moving = undefined;
    this.#setCamera(
      clampCamera(camera, this.#viewport, cameraLimits(this.scene.map, this.#viewport)),
    );
    this.request();
  }

  /** Flies there; at once for people who do not want motion. */
  flyTo(target: Camera): void {
    const limits = cameraLimits(this.scene.map, this.#viewport);
    const to = clampCamera(target, this.#viewport, limits);
    if (this.#options.isStill() || this.#viewport.width === 0) {
      this.#moving = undefined;
      this.#setCamera(to);
      this.#useSheet(to.scale);
    } else {
      this.#moving = {
        flight: flight(this.#camera, to, this.#viewport),
        sinceMs: performance.now(),
      };
      // What will be seen is painted on the way there.
      this.#useSheet(to.scale);
    }
    this.request();
  }

  flyHome(): void {
    this.flyTo(homeCamera(this.scene.map, this.#viewport));
  }

  /** While fingers are on the map, the scale is not settled. */
  setGesture(isGesture: boolean): void {
    this.#isGesture = isGesture;
    if (!isGesture) this.request();
  }

  /**
   * `changed`: seats that look different; undefined: everything does. Where they only add to a shade,
   * `delayMs` later.
   */
  repaint(changed?: readonly number[], delayMs = SHADE_MS): void {
    const later = performance.now() + delayMs;
    const seen = visibleBounds(this.#camera, this.#viewport);
    for (const sheet of this.#sheets.all) {
      if (changed === undefined) sheet.markAll(seen);
      else for (const seat of changed) sheet.markSeat(seat, later);
    }
    this.request();
  }

  repaintWithin(bounds: Bounds, delayMs = SHADE_MS): void {
    const at = performance.now() + delayMs;
    for (const sheet of this.#sheets.all) sheet.markWithin(bounds, at);
    this.request();
  }

  /** Calls back with the camera again, for overlays that have changed. */
  replace(): void {
    this.#placed = undefined;
    this.request();
  }

  request(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((nowMs) => this.#tick(nowMs));
  }

  #setCamera(camera: Camera): void {
    this.#cameraChangedMs = performance.now();
    if (camera.scale !== this.#camera.scale) this.#scaleChangedMs = this.#cameraChangedMs;
    this.#camera = camera;
  }

  #tick(frameMs: number): void {
    this.#frame = 0;
    if (this.#viewport.width === 0 || this.#viewport.height === 0) return;
    const startMs = performance.now();
    this.#advance(frameMs);
    this.#settle(startMs);
    this.#place();
    // A hall of which nothing is known would be painted as sold out, and then once more.
    if (!this.scene.isKnown) return;
    const isBusy = this.#paintDue(startMs);
    const target = visibleBounds(this.target, this.#viewport);
    this.#sheets.tidy(this.#camera, this.#viewport, target, this.#moving !== undefined);
    if (isBusy || this.#moving !== undefined) this.request();
    else this.#wakeLater(startMs);
  }

  #advance(frameMs: number): void {
    if (this.#moving === undefined) return;
    const { flight: path, sinceMs } = this.#moving;
    const elapsed = frameMs - sinceMs;
    this.#setCamera(path.at(elapsed));
    if (elapsed >= path.durationMs) this.#moving = undefined;
  }

  /** Paints at a new scale when the old one is stretched too far, or the new one stays. */
  #settle(nowMs: number): void {
    const scale = this.#camera.scale;
    const sheetScale = this.#sheets.now?.scale ?? 0;
    if (this.#moving !== undefined || scale === sheetScale) return;
    const stretch = Math.max(scale / sheetScale, sheetScale / scale);
    const hasSettled = !this.#isGesture && nowMs - this.#scaleChangedMs >= SETTLE_MS;
    if (stretch > STRETCH_MAX || hasSettled) this.#useSheet(scale);
  }

  #useSheet(scale: number): void {
    this.#sheets.use(scale, this.#viewport);
    this.#placed = undefined;
  }

  #place(): void {
    if (this.#placed !== undefined && sameCamera(this.#placed, this.#camera)) return;
    this.#sheets.place(this.#camera, this.#viewport);
    this.#placed = this.#camera;
    this.#options.onCamera(this.#camera, this.#viewport);
  }

  /** True when something is left to do. */
  #paintDue(startMs: number): boolean {
    const sheet = this.#sheets.now;
    if (sheet === undefined) return false;
    if (startMs - this.#pressedMs < ANSWER_MS) return true;
    const isMoving = startMs - this.#cameraChangedMs < REST_MS;
    const endMs = startMs + (isMoving ? BUDGET_MOVING_MS : BUDGET_RESTING_MS);
    const seen = visibleBounds(this.#camera, this.#viewport);
    const target = visibleBounds(this.target, this.#viewport);
    const keys = [...new Set([...sheet.keysWithin(target), ...sheet.keysWithin(seen)])];
    // What is begun, then holes, then what has changed. Shades can wait until the finger rests.
    const due = keys.filter(
      (key) =>
        key === sheet.begun ||
        !sheet.has(key) ||
        sheet.hasChanged(key) ||
        (!isMoving && sheet.isStale(key, startMs)),
    );
    const rank = (key: number): number => (key === sheet.begun ? 0 : sheet.has(key) ? 2 : 1);
    due.sort((a, b) => rank(a) - rank(b));
    for (const [done, key] of due.entries()) {
      if (done > 0 && performance.now() >= endMs) return true;
      if (!sheet.paint(key, startMs, endMs)) return true;
    }
    return this.#paintAhead(sheet, seen, startMs, endMs);
  }

  /** What a pan will bring into sight next. */
  #paintAhead(sheet: TileSheet, seen: Bounds, startMs: number, endMs: number): boolean {
    if (this.#moving !== undefined) return false;
    const across = (seen.right - seen.left) * 0.3;
    const down = (seen.bottom - seen.top) * 0.3;
    const { left, right, top, bottom } = seen;
    const around = {
      left: left - across,
      right: right + across,
      top: top - down,
      bottom: bottom + down,
    };
    for (const key of sheet.keysWithin(around)) {
      if (sheet.has(key)) continue;
      if (performance.now() >= endMs) return true;
      if (!sheet.paint(key, startMs, endMs)) return true;
    }
    return false;
  }

  /** Comes back when the scale has settled or a shade is due. */
  #wakeLater(nowMs: number): void {
    clearTimeout(this.#timer);
    const scale = this.#camera.scale;
    const settleMs =
      scale === this.#sheets.now?.scale || this.#isGesture
        ? Infinity
        : this.#scaleChangedMs + SETTLE_MS;
    const dueMs = Math.min(
      settleMs,
      this.#sheets.now?.staleAtMs(visibleBounds(this.#camera, this.#viewport)) ?? Infinity,
    );
    if (dueMs === Infinity) return;
    this.#timer = setTimeout(() => this.request(), Math.max(16, dueMs - nowMs));
  }

  dispose(): void {
    this.#listening.abort();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#sheets.dispose();
  }
}
