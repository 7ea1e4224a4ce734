/** Going through many things without keeping the event loop to oneself. */
/**
 * Visits the items of a Set `sliceMax` at a time, the first slice at once, with a turn for everybody
 * else in between (`soon`). The set may change meanwhile: what is added is visited, what is deleted is not.
 */
export function walkInSlices<Item>(
  items: ReadonlySet<Item>,
  sliceMax: number,
  soon: (work: () => void) => void,
  visit: (item: Item) => void,
  done?: () => void,
): void {
  const left = items.values();
  const step = (): void => {
    for (let count = 0; count < sliceMax; count++) {
      const next = left.next();
      if (next.done === true) return done?.();
      visit(next.value);
    }
    soon(step);
  };
  step();
}
