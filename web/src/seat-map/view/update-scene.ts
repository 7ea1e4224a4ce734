/** Takes over what is new and asks for no more painting than it needs: a sold seat is one small disc. */
import { changedSeats } from '../model/availability.ts';
import type { Renderer } from './renderer.ts';
import type { Scene } from './scene.ts';

export type SceneInput = Omit<Scene, 'map' | 'theme'>;

/** Beyond so many changes at once it is cheaper to paint everything. */
const CHANGES_MAX = 2_000;

/** True when something has changed. */
export function updateScene(renderer: Renderer, next: SceneInput): boolean {
  const { scene } = renderer;
  const before = { ...scene };
  Object.assign(scene, next);
  const isRestyled =
    before.isKnown !== next.isKnown ||
    before.words !== next.words ||
    before.palette !== next.palette ||
    before.topLevel !== next.topLevel ||
    before.isTierShown !== next.isTierShown;
  const changed = changedSeats(before.states, next.states);
  if (isRestyled || changed === undefined || changed.length > CHANGES_MAX) {
    renderer.repaint();
    return true;
  }
  const touched = new Set(changed);
  const reselected = symmetricDifference(before.selected, next.selected);
  if (reselected.length > 0) renderer.repaint(reselected, 0);
  if (touched.size > 0) renderer.repaint([...touched]);
  const isRepooled = before.selectedPool !== next.selectedPool;
  let isAreaNew = false;
  for (const { area, bounds } of scene.map.areas) {
    const isCounted = before.available.pools.get(area.pool) !== next.available.pools.get(area.pool);
    const isMarked =
      isRepooled && (area.pool === before.selectedPool || area.pool === next.selectedPool);
    if (!isCounted && !isMarked) continue;
    isAreaNew = true;
    renderer.repaintWithin(bounds, isMarked ? 0 : undefined);
  }
  return touched.size > 0 || reselected.length > 0 || isAreaNew;
}

function symmetricDifference(a: ReadonlySet<number>, b: ReadonlySet<number>): number[] {
  if (a === b) return [];
  return [...a].filter((one) => !b.has(one)).concat([...b].filter((one) => !a.has(one)));
}
