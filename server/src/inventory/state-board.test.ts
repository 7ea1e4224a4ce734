/** How often the state of a house is rendered: seldom, however often it is asked for. */
import { decodeSeatStates } from '@onsale/contract/seat-state.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RawJson } from '../lib/handler.ts';
import type { Inventory } from './inventory.ts';
import { InventoryView } from './model/view.ts';
import { createStateBoard, type StateBoard } from './state-board.ts';

const EVENT = 7;

/** A house of four seats, a clock moved by hand, and a count of how often the view was asked for. */
class House {
  view = new InventoryView(4, 10);
  nowMs = 1_000;
  asked = 0;
  readonly board: StateBoard;

  constructor() {
    const inventory: Pick<Inventory, 'view' | 'revision' | 'databaseNowMs'> = {
      view: (eventId) => {
        this.asked += 1;
        return Promise.resolve(eventId === EVENT ? this.view : undefined);
      },
      revision: () => this.view.revision,
      databaseNowMs: () => this.nowMs,
    };
    const clock = { nowMs: () => this.nowMs, monotonicMs: () => this.nowMs };
    this.board = createStateBoard(inventory as Inventory, clock);
  }

  /** `heldUntilMs` of 0: sold. */
  take(seat: number, version: number, heldUntilMs = 0): void {
    this.view.apply({ pools: [], seats: [[seat, heldUntilMs > 0 ? 1 : 2, version, heldUntilMs]] });
  }
}

let house: House;
beforeEach(() => {
  house = new House();
});

const read = async (eventId = EVENT): Promise<RawJson | undefined> => house.board.read(eventId);
const bytesOf = (body: RawJson | undefined): number[] => {
  const { seats } = JSON.parse(String(body?.bytes)) as { seats: string };
  return [...decodeSeatStates(seats, 4)];
};

describe('a state', () => {
  it('is rendered once for everybody while it is fresh, without a promise', async () => {
    const first = await read();
    house.take(0, 1);
    house.nowMs += 99;
    expect(house.board.read(EVENT)).toBe(first);
    expect(house.asked).toBe(1);
  });

  it('is rendered anew once it is not, if something changed', async () => {
    const first = await read();
    house.take(0, 1);
    house.nowMs += 100;
    const second = await read();
    expect(second).not.toBe(first);
    expect(second?.etag).not.toBe(first?.etag);
    expect(bytesOf(second)).toEqual([0b10]);
  });

  it('is the same object while nothing changes, up to a second', async () => {
    const first = await read();
    for (let passed = 0; passed < 900; passed += 100) {
      house.nowMs += 100;
      expect(house.board.read(EVENT)).toBe(first);
    }
    expect(house.asked).toBe(1);
    house.nowMs += 100;
    const second = await read();
    expect(second).not.toBe(first);
    expect(second?.etag).toBe(first?.etag);
  });

  it('shows that a hold has lapsed within a second, though nothing changed', async () => {
    house.take(3, 1, 1_500);
    expect(bytesOf(await read())).toEqual([0b01_000000]);
    house.nowMs += 1_000;
    expect(bytesOf(await read())).toEqual([0]);
  });

  it('is rendered once for all who come while the view is being loaded', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => read()));
    expect(new Set(all).size).toBe(1);
    expect(house.asked).toBe(1);
  });

  it('of an event that does not exist is asked for every time', async () => {
    expect(await read(8)).toBeUndefined();
    expect(await read(8)).toBeUndefined();
    expect(house.asked).toBe(2);
  });

  it('whose view could not be loaded is asked for again', async () => {
    const { board } = house;
    const { view } = house;
    Object.defineProperty(house, 'view', {
      configurable: true,
      get: () => {
        throw new Error('the database is gone');
      },
    });
    await expect((async () => board.read(EVENT))()).rejects.toThrow('the database is gone');
    Object.defineProperty(house, 'view', { configurable: true, writable: true, value: view });
    expect(bytesOf(await read())).toEqual([0]);
  });
});
