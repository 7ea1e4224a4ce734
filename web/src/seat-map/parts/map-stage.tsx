/** The map itself: painted hall, labels of the choice over it, zoom buttons, keyboard. */
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { closerCamera } from '../model/detail.ts';
import { hitTest, type Pointing } from '../model/hit-test.ts';
import { hasHiddenSeats, hiddenSeats } from '../model/levels.ts';
import type { MapPlan, MapSection } from '../model/map-plan.ts';
import { nearestSeat } from '../model/nearest-seat.ts';
import { firstFocus, keyStep, type KeyStep, type MapFocus } from '../input/keys.ts';
import { useMapText } from '../messages.ts';
import type { SeatWords } from '../seat-words.ts';
import { bringIntoView, keepBlockInView, keepInView, zoom } from '../view/moves.ts';
import type { Renderer } from '../view/renderer.ts';
import type { BlockLabel } from '../view/scene.ts';
import type { SceneInput } from '../view/update-scene.ts';
import { LevelPicker } from './level-picker.tsx';
import { MapOverlay } from './map-overlay.tsx';
import { useRenderer, type WorldPoint } from './use-renderer.ts';
import { ZoomButtons } from './zoom-buttons.tsx';
import './map-stage.css';

export type MapStageProps = {
  readonly map: MapPlan;
  readonly input: SceneInput;
  readonly words: SeatWords;
  readonly selected: readonly number[];
  readonly areaPin: string | undefined;
  readonly onChooseSeat: (seat: number) => void;
  readonly onChooseArea: (pool: number) => void;
  readonly onFocusSeat: ((seat: number | undefined) => void) | undefined;
  /** Seats to bring into view whenever this changes. */
  readonly show: readonly number[] | undefined;
  readonly onTopLevel: (level: number) => void;
  readonly announce: (text: string) => void;
};

export function MapStage(props: MapStageProps): ReactNode {
  const { map, input, words, selected } = props;
  const text = useMapText();
  const host = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const minimap = useRef<HTMLDivElement>(null);
  const refs = useMemo(() => ({ host, overlay, minimap }), []);
  const [focus, setFocus] = useState<MapFocus>();
  const [hovered, setHovered] = useState<number>();
  const helpId = useId();

  const isSelected = (seat: number): boolean => input.selected.has(seat);

  function onTap(point: WorldPoint, pointing: Pointing): void {
    const current = renderer.current;
    if (current === undefined) return;
    const { scale } = current.camera;
    const { topLevel } = input;
    const on = { point, scale, pointing, topLevel };
    const hit = hitTest(map, input.states, isSelected, on);
    if (hit.kind === 'seat') props.onChooseSeat(hit.seat);
    else if (hit.kind === 'area') props.onChooseArea(hit.area.area.pool);
    else if (hit.kind === 'closer') comeCloser(current, hit.section, point);
  }

  function comeCloser(current: Renderer, section: MapSection | undefined, point: WorldPoint): void {
    if (section !== undefined) props.onTopLevel(section.levelIndex);
    current.flyTo(closerCamera(map, current.viewport, current.camera, section?.bounds, point));
  }

  function onHover(point: WorldPoint | undefined): void {
    const scale = renderer.current?.camera.scale ?? 0;
    const hidden = hiddenSeats(map, input.topLevel);
    const canSee = (one: number): boolean => hidden[one] !== 1;
    const isNear = point !== undefined && map.pitchCm * scale >= 8;
    const seat = isNear ? nearestSeat(map, point, map.pitchCm * 0.55, canSee) : -1;
    setHovered(seat >= 0 ? seat : undefined);
  }

  const { renderer, isZoomed } = useRenderer(map, input, refs, { onTap, onHover });

  const showSeats = useEffectEvent((seats: readonly number[]) => {
    const current = renderer.current;
    if (current === undefined) return;
    props.onTopLevel(levelOf(map, seats[0] ?? 0));
    bringIntoView(map, current, seats);
  });
  const { show } = props;
  useEffect(() => {
    if (show !== undefined && show.length > 0) showSeats(show);
  }, [show]);

  function takeStep(step: KeyStep, current: Renderer): void {
    if (step.kind === 'choose_seat') return props.onChooseSeat(step.seat);
    if (step.kind === 'choose_area') return props.onChooseArea(step.pool);
    if (step.kind === 'home') return current.flyHome();
    if (step.kind === 'zoom') return zoom(map, current, step.factor);
    setFocus(step.focus);
    props.announce(describe(step.focus));
    if (step.focus.kind === 'seat') {
      props.onFocusSeat?.(step.focus.seat);
      props.onTopLevel(levelOf(map, step.focus.seat));
      keepInView(map, current, step.focus.seat);
    } else if (step.kind === 'leave') current.flyHome();
    else keepBlockInView(map, current, step.focus.block);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const current = renderer.current;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (current === undefined || event.target !== event.currentTarget || !isPlain) return;
    const from = focus ?? firstFocus(map, selected, current.camera);
    const step = keyStep(map, input.states, from, event.key, current.isHome);
    if (step === undefined) return;
    event.preventDefault();
    // Escape that only zooms out does not close what the map is in.
    event.stopPropagation();
    takeStep(step, current);
  }

  function onFocus(): void {
    const current = renderer.current;
    if (current === undefined || host.current?.matches(':focus-visible') !== true) return;
    const first = focus ?? firstFocus(map, selected, current.camera);
    setFocus(first);
    props.announce(describe(first));
  }

  function describe(where: MapFocus): string {
    if (where.kind === 'seat') return describeSeat(where.seat);
    const section = map.sections[where.block];
    const area = map.areas[where.block - map.sections.length];
    if (section !== undefined) {
      const free = input.available.sections[section.index] ?? 0;
      return text('blockFocus', spoken(input.words.section(section, free)));
    }
    if (area === undefined) return '';
    const free = input.available.pools.get(area.area.pool) ?? 0;
    return text('areaFocus', spoken(input.words.area(area, free)));
  }

  function describeSeat(seat: number): string {
    const { state, tier, price, marks } = words.facts(seat, input.states, isSelected(seat));
    return [words.place(seat), tier, price, state, ...marks].filter(Boolean).join(', ');
  }

  return (
    <div
      ref={host}
      className="seat-map-stage"
      role="application"
      aria-label={text('mapLabel')}
      aria-describedby={helpId}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={() => props.onFocusSeat?.(undefined)}
      data-zoomed={isZoomed || undefined}
      data-clickable={hovered === undefined ? undefined : true}
    >
      <p id={helpId} hidden>
        {text('mapHelp')}
      </p>
      <MapOverlay
        ref={overlay}
        map={map}
        input={input}
        words={words}
        selected={selected}
        areaPin={props.areaPin}
        focus={focus}
        hovered={hovered}
      />
      <div
        ref={minimap}
        className="seat-map-minimap"
        role="img"
        aria-label={text('overview')}
        hidden
      />
      {hasHiddenSeats(map) && (
        <LevelPicker map={map} level={input.topLevel} onLevel={props.onTopLevel} />
      )}
      <ZoomButtons
        isZoomed={isZoomed}
        onZoom={(factor) => renderer.current && zoom(map, renderer.current, factor)}
        onHome={() => renderer.current?.flyHome()}
      />
    </div>
  );
}

const spoken = ({ name, lines }: BlockLabel) => ({
  name,
  left: lines.map(([longest]) => longest).join(', '),
});

const levelOf = ({ seats, sections }: MapPlan, seat: number): number =>
  sections[seats.section[seat] ?? 0]?.levelIndex ?? 0;
