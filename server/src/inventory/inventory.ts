/** The inventory of all events as one process offers it: a desk per event, opened on first use. */
import { openPipeline, type Pipeline, type PipelineOptions } from '../lib/pipeline.ts';
import { Desk, type DeskOptions } from './desk.ts';
import { FRESH_MS } from './desk-memory.ts';
import type { Command, Outcome } from './model/commands.ts';
import type { InventoryPayload } from './model/facts.ts';
import type { InventoryView } from './model/view.ts';

export type InventoryOptions = Omit<DeskOptions, 'pipeline'> & {
  /** Dedicated connections; events are spread over them. */
  readonly connections: number;
  readonly connection: Omit<PipelineOptions, 'applicationName'>;
  /** Unique for the process: names its connections. */
  readonly processName: string;
};

export type Inventory = {
  /** `limited`: the event has a limit per person. Never rejects for an expected outcome. */
  submit(eventId: number, command: Command, limited: boolean): Promise<Outcome>;
  /** What this process knows of an event's places; undefined when there is no such event. */
  view(eventId: number): Promise<InventoryView | undefined>;
  /** Counts the changes of an event's view; undefined while it is not loaded. */
  revision(eventId: number): number | undefined;
  /** False: what this process remembers may be old, because the outbox is not heard. */
  isHearing(): boolean;
  /** Reads the rows of the event into its view, if it is loaded. */
  refresh(eventId: number): Promise<void>;
  /** The last outbox sequence of the event that this process has heard. */
  asOfSeq(eventId: number): number;
  /** The process's estimate of the database's clock, in ms since the epoch. */
  databaseNowMs(eventId: number): number;
  hear(eventId: number, seq: number, payload: InventoryPayload): void;
  /** A row of the event that does not change its inventory: only its place in the sequence counts. */
  hearOther(eventId: number, seq: number): void;
  /** The outbox has been heard to its end just now. */
  heardAll(): void;
  /** The outbox went back: what was heard of it counts no more. */
  forgetViews(): void;
  /** Closes desks that nobody used for a while and heals the views of the others. */
  tidy(): Promise<void>;
  /** Commands waiting or in flight, over all events. */
  depth(): number;
  close(): Promise<void>;
};

const IDLE_MS = 600_000;

export function openInventory(options: InventoryOptions): Inventory {
  const pipelines: Pipeline[] = Array.from({ length: options.connections }, (_, n) =>
    openPipeline({ ...options.connection, applicationName: `${options.processName}-engine-${n}` }),
  );
  const desks = new Map<number, Desk>();
  let heardMs = Number.NEGATIVE_INFINITY;

  function desk(eventId: number): Desk {
    const open = desks.get(eventId);
    if (open !== undefined) return open;
    const pipeline = pipelines[eventId % pipelines.length];
    if (pipeline === undefined) throw new RangeError('the inventory needs a connection');
    const opened = new Desk(eventId, { ...options, pipeline });
    desks.set(eventId, opened);
    return opened;
  }

  return {
    submit: (eventId, command, limited) => desk(eventId).submit(command, limited, heardMs),
    view(eventId) {
      const open = desk(eventId);
      open.touch();
      return open.memory.view().then((view) => {
        // Numbers of events that do not exist must not fill the memory.
        const isIdle = view === undefined && open.depth === 0;
        if (isIdle && desks.get(eventId) === open) desks.delete(eventId);
        return view;
      });
    },
    revision: (eventId) => desks.get(eventId)?.memory.revision,
    isHearing: () => options.clock.monotonicMs() - heardMs <= FRESH_MS,
    refresh: async (eventId) => desks.get(eventId)?.memory.heal(),
    asOfSeq: (eventId) => desks.get(eventId)?.memory.asOfSeq ?? 0,
    databaseNowMs: (eventId) => desks.get(eventId)?.memory.databaseNowMs() ?? options.clock.nowMs(),
    hear: (eventId, seq, payload) => desks.get(eventId)?.memory.hear(payload, seq),
    hearOther: (eventId, seq) => desks.get(eventId)?.memory.hearOther(seq),
    heardAll: () => (heardMs = options.clock.monotonicMs()),
    forgetViews: () => desks.forEach((open) => open.memory.reset()),
    async tidy() {
      const sinceMs = options.clock.monotonicMs() - IDLE_MS;
      for (const [eventId, open] of desks) {
        if (open.lastUsedMs < sinceMs && open.depth === 0) desks.delete(eventId);
        else await open.memory.heal();
      }
    },
    depth: () => [...desks.values()].reduce((sum, open) => sum + open.depth, 0),
    close: async () => {
      await Promise.all(pipelines.map((pipeline) => pipeline.close()));
    },
  };
}
