/**
 * Fingers, mouse and wheel on the map: drag to pan (with a little inertia), pinch or wheel to zoom
 * around what is pointed at, and a tap when nothing moved.
 */
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import { pan, zoomAround, type Camera, type Viewport } from '../model/camera.ts';
import type { Pointing } from '../model/hit-test.ts';

export type GestureTarget = {
  readonly camera: Camera;
  readonly viewport: Viewport;
  moveTo(camera: Camera): void;
  setGesture(isGesture: boolean): void;
};

export type GestureOptions = {
  readonly element: HTMLElement;
  readonly target: GestureTarget;
  readonly onTap: (screen: Point, pointing: Pointing) => void;
  /** Where the mouse is, or undefined when it leaves or drags. */
  readonly onHover: (screen: Point | undefined) => void;
  readonly isStill: () => boolean;
};

/** A finger trembles; a mouse less. */
const slopPx = { coarse: 9, fine: 4 } as const;
const TAP_MS = 600;
const WHEEL_STEP = 0.0016;
/** Below this speed nothing glides on, in pixels per millisecond. */
const GLIDE_FROM = 0.12;
const GLIDE_DECAY_MS = 260;

type Touch = {
  at: Point;
  readonly from: Point;
  readonly sinceMs: number;
  readonly pointing: Pointing;
};

export function listenToGestures(options: GestureOptions): () => void {
  const { element, target, onTap, onHover } = options;
  const touches = new Map<number, Touch>();
  let hasMoved = false;
  let velocity: Point = { x: 0, y: 0 };
  let lastMoveMs = 0;
  let gliding = 0;

  const place = (event: PointerEvent | WheelEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const stopGliding = (): void => {
    cancelAnimationFrame(gliding);
    gliding = 0;
  };

  function onDown(event: PointerEvent): void {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    // A button that lies on the map is its own business.
    if (event.target instanceof Element && event.target.closest('button') !== null) return;
    stopGliding();
    const at = place(event);
    const pointing = event.pointerType === 'mouse' ? 'fine' : 'coarse';
    if (touches.size === 0) hasMoved = false;
    touches.set(event.pointerId, { at, from: at, sinceMs: event.timeStamp, pointing });
    velocity = { x: 0, y: 0 };
    lastMoveMs = event.timeStamp;
    target.setGesture(true);
  }

  function onMove(event: PointerEvent): void {
    const touch = touches.get(event.pointerId);
    const at = place(event);
    if (touch === undefined) {
      if (event.pointerType === 'mouse') onHover(at);
      return;
    }
    const before = touch.at;
    const moved = Math.hypot(at.x - touch.from.x, at.y - touch.from.y);
    if (!hasMoved && touches.size === 1 && moved < slopPx[touch.pointing]) return;
    if (!hasMoved) {
      hasMoved = true;
      onHover(undefined);
      // From now on moves outside of the map count too.
      element.setPointerCapture(event.pointerId);
    }
    touch.at = at;
    const other = [...touches].find(([id]) => id !== event.pointerId);
    if (other === undefined) drag(at.x - before.x, at.y - before.y, event.timeStamp);
    else pinch(before, at, other[1].at);
  }

  function drag(dx: number, dy: number, nowMs: number): void {
    const ms = Math.max(1, nowMs - lastMoveMs);
    lastMoveMs = nowMs;
    // The last few moves count, not only the very last.
    velocity = { x: velocity.x * 0.7 + (dx / ms) * 0.3, y: velocity.y * 0.7 + (dy / ms) * 0.3 };
    target.moveTo(pan(target.camera, dx, dy));
  }

  function pinch(before: Point, at: Point, other: Point): void {
    const from = Math.hypot(before.x - other.x, before.y - other.y);
    const to = Math.hypot(at.x - other.x, at.y - other.y);
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    const shifted = pan(target.camera, (at.x - before.x) / 2, (at.y - before.y) / 2);
    const scale = shifted.scale * (from < 1 ? 1 : to / from);
    velocity = { x: 0, y: 0 };
    target.moveTo(zoomAround(shifted, target.viewport, middle, scale));
  }

  function onUp(event: PointerEvent): void {
    const touch = touches.get(event.pointerId);
    if (touch === undefined) return;
    touches.delete(event.pointerId);
    if (touches.size > 0) return;
    target.setGesture(false);
    const isTap = !hasMoved && event.type === 'pointerup';
    if (isTap && event.timeStamp - touch.sinceMs < TAP_MS) onTap(touch.from, touch.pointing);
    const isStopped = event.timeStamp - lastMoveMs > 60;
    if (hasMoved && !isStopped && !options.isStill()) glide();
  }

  function glide(): void {
    const start = velocity;
    if (Math.hypot(start.x, start.y) < GLIDE_FROM) return;
    let beforeMs = performance.now();
    const sinceMs = beforeMs;
    const step = (nowMs: number): void => {
      const ms = Math.max(0, nowMs - beforeMs);
      beforeMs = nowMs;
      const left = Math.exp(-(nowMs - sinceMs) / GLIDE_DECAY_MS);
      target.moveTo(pan(target.camera, start.x * left * ms, start.y * left * ms));
      gliding = left > 0.03 ? requestAnimationFrame(step) : 0;
    };
    gliding = requestAnimationFrame(step);
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    stopGliding();
    // Lines and pages instead of pixels; a pinch on a touchpad comes as a small wheel with Ctrl.
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? 16 : 400;
    const turn = Math.max(-240, Math.min(240, event.deltaY * unit)) * (event.ctrlKey ? 6 : 1);
    const scale = target.camera.scale * Math.exp(-turn * WHEEL_STEP);
    target.moveTo(zoomAround(target.camera, target.viewport, place(event), scale));
  }

  const leave = (): void => onHover(undefined);
  const listeners = new AbortController();
  const { signal } = listeners;
  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', onUp, { signal });
  element.addEventListener('pointerleave', leave, { signal });
  element.addEventListener('wheel', onWheel, { signal, passive: false });
  return () => {
    stopGliding();
    listeners.abort();
  };
}
