/**
 * The life of the painted map inside of React: made with its element, told what is new, taken down. The
 * map does not render with React; nothing here runs while somebody pans.
 */
import {
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { listenToGestures } from '../input/gestures.ts';
import { toWorld } from '../model/camera.ts';
import { homeCamera } from '../model/detail.ts';
import type { Pointing } from '../model/hit-test.ts';
import type { MapPlan } from '../model/map-plan.ts';
import { Minimap } from '../view/minimap.ts';
import { placeOverlay } from '../view/place-overlay.ts';
import { Renderer } from '../view/renderer.ts';
import { readTheme, watchTheme } from '../view/theme.ts';
import { updateScene, type SceneInput } from '../view/update-scene.ts';

export type WorldPoint = { readonly x: number; readonly y: number };

export type RendererHandlers = {
  readonly onTap: (point: WorldPoint, pointing: Pointing) => void;
  readonly onHover: (point: WorldPoint | undefined) => void;
};

export type RendererRefs = {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly overlay: RefObject<HTMLDivElement | null>;
  readonly minimap: RefObject<HTMLDivElement | null>;
};

export type MapView = {
  readonly renderer: RefObject<Renderer | undefined>;
  /** Closer than the whole hall. */
  readonly isZoomed: boolean;
};

const stillQuery = '(prefers-reduced-motion: reduce)';

export function useRenderer(
  map: MapPlan,
  input: SceneInput,
  refs: RendererRefs,
  handlers: RendererHandlers,
): MapView {
  const renderer = useRef<Renderer | undefined>(undefined);
  const minimap = useRef<Minimap | undefined>(undefined);
  const [isZoomed, setZoomed] = useState(false);
  const onTap = useEffectEvent(handlers.onTap);
  const onHover = useEffectEvent(handlers.onHover);

  const open = useEffectEvent((host: HTMLDivElement, corner: HTMLDivElement): (() => void) => {
    const scene = { ...input, map, theme: readTheme(host) };
    const isStill = (): boolean => matchMedia(stillQuery).matches;
    const made = new Renderer({
      host,
      scene,
      isStill,
      onCamera(camera, viewport) {
        const overlay = refs.overlay.current;
        if (overlay !== null) placeOverlay(overlay, camera, viewport, map.pitchCm);
        minimap.current?.place(camera, viewport);
        setZoomed(camera.scale > homeCamera(map, viewport).scale * 1.02);
      },
    });
    renderer.current = made;
    minimap.current = new Minimap(corner, scene, (x, y) => {
      made.moveTo({ x, y, scale: made.camera.scale });
    });
    const world = (point: WorldPoint) => toWorld(made.camera, made.viewport, point);
    const stopGestures = listenToGestures({
      element: host,
      target: made,
      isStill,
      onTap: (point, pointing) => onTap(world(point), pointing),
      onHover: (point) => onHover(point === undefined ? undefined : world(point)),
    });
    const stopTheme = watchTheme(() => {
      scene.theme = readTheme(host);
      made.repaint();
      minimap.current?.mark();
    });
    return () => {
      stopTheme();
      stopGestures();
      minimap.current?.dispose();
      made.dispose();
      renderer.current = undefined;
    };
  });

  useLayoutEffect(() => {
    const host = refs.host.current;
    const corner = refs.minimap.current;
    if (host === null || corner === null) return undefined;
    let close: (() => void) | undefined;
    // First when the browser has laid out the page: asking for sizes and colours before that would make
    // it do so at once, together with all of React's work, which is more than a phone does in a frame.
    const sizes = new ResizeObserver(() => {
      close ??= open(host, corner);
      renderer.current?.resize({ width: host.clientWidth, height: host.clientHeight });
    });
    sizes.observe(host);
    return () => {
      sizes.disconnect();
      close?.();
    };
  }, [map, refs]);

  useEffect(() => {
    const current = renderer.current;
    if (current !== undefined && updateScene(current, input)) minimap.current?.mark();
  }, [map, input]);

  // The overlay's elements are React's: after each rendering they have to be put in place.
  useLayoutEffect(() => {
    renderer.current?.replace();
  });

  return { renderer, isZoomed };
}
