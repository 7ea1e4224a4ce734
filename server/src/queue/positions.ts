/**
 * The order of every drawn cohort that somebody asks about, kept in memory: 4 bytes per entry. It can
 * always be computed again from the key of the draw, so nothing here has to be saved.
 */
import { drawPositions } from '@onsale/contract/fair-draw.ts';

export type Drawn = { readonly drawKey: Buffer | null; readonly cohortSize: number | null };

export type Positions = {
  /** Undefined until it is drawn. Computes the order once if it is not in memory: 0.2 s a million. */
  of(room: Drawn, number: number): Promise<number | undefined>;
  /** The same from memory. `unknown`: drawn, but its order has to be loaded first. */
  now(room: Drawn, number: number): number | undefined | 'unknown';
  /** Sees to it that `now` knows this room. */
  load(room: Drawn): Promise<void>;
};

const keyOf = (drawKey: Buffer, size: number): string => `${drawKey.toString('hex')}:${size}`;

/** `entriesMax`: how many positions are kept in all (4 bytes each); the newest order always is. */
export function createPositions(entriesMax = 20_000_000): Positions {
  const orders = new Map<string, Promise<Uint32Array>>();
  const ready = new Map<string, Uint32Array>();

  function evict(keep: string): void {
    let entries = 0;
    for (const order of ready.values()) entries += order.length;
    for (const [key, order] of ready) {
      if (entries <= entriesMax) return;
      if (key === keep) continue;
      ready.delete(key);
      entries -= order.length;
    }
  }

  async function compute(key: string, drawKey: Buffer, size: number): Promise<Uint32Array> {
    try {
      const order = await drawPositions(Uint8Array.from(drawKey), size);
      ready.set(key, order);
      evict(key);
      return order;
    } finally {
      orders.delete(key);
    }
  }

  function known(key: string): Uint32Array | undefined {
    const order = ready.get(key);
    if (order === undefined) return undefined;
    // The one that was used last is the last to go.
    ready.delete(key);
    ready.set(key, order);
    return order;
  }

  function now({ drawKey, cohortSize }: Drawn, number: number): number | undefined | 'unknown' {
    if (drawKey === null || cohortSize === null) return undefined;
    if (number > cohortSize) return number;
    const order = known(keyOf(drawKey, cohortSize));
    return order === undefined ? 'unknown' : order[number - 1];
  }

  async function load({ drawKey, cohortSize }: Drawn): Promise<void> {
    if (drawKey === null || cohortSize === null || cohortSize === 0) return;
    const key = keyOf(drawKey, cohortSize);
    if (ready.has(key)) return;
    const under = orders.get(key) ?? compute(key, drawKey, cohortSize);
    orders.set(key, under);
    await under;
  }

  return {
    now,
    load,
    async of(room, number) {
      await load(room);
      const position = now(room, number);
      return position === 'unknown' ? undefined : position;
    },
  };
}
