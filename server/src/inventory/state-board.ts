/**
 * The state of an event's places as bytes, rendered at most a few times a second however often it is
 * asked for and however fast it changes.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';
import type { RawJson } from '../lib/handler.ts';
import type { Inventory } from './inventory.ts';
import { presentState, renderJson } from './present.ts';

export type StateBoard = {
  /** At once when it is fresh. Undefined: no such event. */
  read(eventId: number): RawJson | undefined | Promise<RawJson | undefined>;
};

/** How old an answer may be. Stale by less than what a person sees, and one rendering serves thousands. */
const FRESH_MS = 100;
/** Holds lapse by the clock, without a change to count: a quiet house is rendered anew this often. */
const QUIET_MS = 1_000;
const EVENTS_MAX = 1_000;

type Rendered = {
  readonly body: RawJson;
  readonly revision: number;
  readonly quietUntilMs: number;
  freshUntilMs: number;
};

export function createStateBoard(inventory: Inventory, clock: Clock): StateBoard {
  const board = new LRUCache<number, Rendered>({ max: EVENTS_MAX });
  const rendering = new Map<number, Promise<RawJson | undefined>>();

  /** Whoever comes while a view is being loaded waits for the one rendering. */
  function renderOnce(eventId: number): Promise<RawJson | undefined> {
    const underWay = rendering.get(eventId);
    if (underWay !== undefined) return underWay;
    const attempt = render(eventId).finally(() => rendering.delete(eventId));
    rendering.set(eventId, attempt);
    return attempt;
  }

  async function render(eventId: number): Promise<RawJson | undefined> {
    const view = await inventory.view(eventId);
    if (view === undefined) return undefined;
    const { revision } = view;
    const state = presentState(eventId, view, inventory.databaseNowMs(eventId));
    const body = renderJson(state, 'public, max-age=1');
    const nowMs = clock.monotonicMs();
    board.set(eventId, {
      body,
      revision,
      quietUntilMs: nowMs + QUIET_MS,
      freshUntilMs: nowMs + FRESH_MS,
    });
    return body;
  }

  return {
    read(eventId) {
      const known = board.get(eventId);
      const nowMs = clock.monotonicMs();
      if (known === undefined || nowMs >= known.quietUntilMs) return renderOnce(eventId);
      if (nowMs < known.freshUntilMs) return known.body;
      if (inventory.revision(eventId) !== known.revision) return renderOnce(eventId);
      known.freshUntilMs = nowMs + FRESH_MS;
      return known.body;
    },
  };
}
