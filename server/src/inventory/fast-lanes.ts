/**
 * The fast lanes of one event: one per pool, one for its seats. A batch that is not plainly accepted is
 * settled; after a lost connection it is settled too, once the lost session is known to be dead.
 */
import { meaningOf } from '../lib/db-errors.ts';
import { refuse } from '../lib/result.ts';
import { claimPoolBatch } from './claim-pool-batch.ts';
import { claimSeatsBatch } from './claim-seats-batch.ts';
import type { DeskOptions } from './desk.ts';
import { idGate, seatGate } from './gates.ts';
import { Lane, type LaneOptions } from '../lib/lane.ts';
import type { Command, Outcome, Place } from './model/commands.ts';
import type { InventoryPayload } from './model/facts.ts';

export type FastLaneOptions = DeskOptions & {
  readonly eventId: number;
  readonly lane: Pick<
    LaneOptions<Command, Outcome>,
    'queueMax' | 'waitMaxMs' | 'clock' | 'busy' | 'onWait'
  >;
  readonly settle: (command: Place) => Promise<Outcome>;
  /** A batch has been committed, at so many ms of the database's clock. */
  readonly onClaimed: (
    databaseMs: number,
    change: Pick<InventoryPayload, 'pools' | 'seats'> | undefined,
  ) => void;
};

/**
 * Undefined: nothing was changed, settle it. `again`: the connection was lost, it may be done already.
 * `gone`: the same, and the database did not come back in time.
 */
type Unclaimed = undefined | 'again' | 'gone';
type Answers = readonly (Outcome | Promise<Outcome>)[];

/** While one batch is under way in the database, the next one is already on the wire. */
const IN_FLIGHT_MAX = 2;
const REVIVE_EVERY_MS = 100;

export class FastLanes {
  readonly #options: FastLaneOptions;
  readonly #pools = new Map<number, Lane<Place, Outcome>>();
  readonly #seats: Lane<Place, Outcome>;

  constructor(options: FastLaneOptions) {
    this.#options = options;
    this.#seats = new Lane<Place, Outcome>({
      ...options.lane,
      batchMax: options.batchSeatsMax,
      inFlightMax: IN_FLIGHT_MAX,
      gate: seatGate,
      run: (batch) => this.#runSeats(batch),
      onBatch: (size) => options.observer.batch('seats', size),
    });
  }

  get depth(): number {
    let { depth } = this.#seats;
    for (const lane of this.#pools.values()) depth += lane.depth;
    return depth;
  }

  submitSeats(command: Place): Promise<Outcome> {
    return this.#seats.submit(command);
  }

  /** Only for pools that exist: every number gets a lane of its own. */
  submitPool(pool: number, command: Place): Promise<Outcome> {
    const lane = this.#pools.get(pool) ?? this.#openPool(pool);
    return lane.submit(command);
  }

  #openPool(pool: number): Lane<Place, Outcome> {
    const { lane: shared, batchPoolMax, observer } = this.#options;
    const lane = new Lane<Place, Outcome>({
      ...shared,
      batchMax: batchPoolMax,
      inFlightMax: IN_FLIGHT_MAX,
      gate: idGate,
      run: (batch) => this.#runPool(pool, batch),
      onBatch: (size) => observer.batch('pool', size),
    });
    this.#pools.set(pool, lane);
    return lane;
  }

  async #runPool(pool: number, batch: readonly Place[]): Promise<Answers> {
    const { pipeline, eventId, onClaimed } = this.#options;
    const claim = await this.#attempt('pool', () => claimPoolBatch(pipeline, eventId, pool, batch));
    if (typeof claim !== 'object') return this.#fallBack('pool', batch, claim);
    onClaimed(claim.nowMs, { pools: [claim.pool], seats: [] });
    return claim.outcomes;
  }

  async #runSeats(batch: readonly Place[]): Promise<Answers> {
    const { pipeline, eventId, onClaimed, observer, settle } = this.#options;
    const claim = await this.#attempt('seats', () => claimSeatsBatch(pipeline, eventId, batch));
    if (typeof claim !== 'object') return this.#fallBack('seats', batch, claim);
    const { outcomes, seats, nowMs } = claim;
    onClaimed(nowMs, seats.length > 0 ? { pools: [], seats } : undefined);
    const doubtful = batch.filter((_, i) => outcomes[i] === undefined);
    if (doubtful.length > 0) observer.fellBack('seats', doubtful.length);
    return batch.map((command, i) => outcomes[i] ?? settle(command));
  }

  async #attempt<Claim>(
    lane: 'pool' | 'seats',
    claim: () => Promise<Claim | undefined>,
  ): Promise<Claim | Unclaimed> {
    const { clock, wait, settleMaxMs, pipeline, onFault } = this.#options;
    try {
      return await claim();
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === 'fatal') onFault(error, lane);
      if (meaning !== 'lost') return undefined;
    }
    const deadlineMs = clock.monotonicMs() + settleMaxMs;
    while (clock.monotonicMs() < deadlineMs) {
      try {
        await pipeline.revive();
        return 'again';
      } catch {
        await wait(REVIVE_EVERY_MS);
      }
    }
    return 'gone';
  }

  #fallBack(lane: 'pool' | 'seats', batch: readonly Place[], why: Unclaimed): Answers {
    const { observer, settle } = this.#options;
    if (why === 'gone') return batch.map(() => refuse('outcome_unknown'));
    observer.fellBack(lane, batch.length);
    return batch.map((command) => settle(why === 'again' ? { ...command, lost: true } : command));
  }
}
