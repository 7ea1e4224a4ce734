/**
 * Where pictures are drawn: on the server at once; in a browser by code that is loaded when a picture
 * is wanted that the server has not drawn. Pictures are a tenth of what the first page would load.
 */
import type { ReactNode } from 'react';
import type { ArtWish } from './draw-art.tsx';

type DrawArt = (wish: ArtWish) => ReactNode;

let draw: DrawArt | undefined;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

/** For the server, which has everything. */
export function provideArt(drawArt: DrawArt): void {
  draw = drawArt;
  for (const listener of listeners) listener();
}

/** Undefined as long as it is not there. */
export const readArt = (): DrawArt | undefined => draw;

/** An ornament: where it cannot be had, it stays away until the next one is wanted. */
async function load(): Promise<void> {
  try {
    provideArt((await import('./draw-art.tsx')).drawArt);
  } catch {
    loading = undefined;
  }
}

export function watchArt(listener: () => void): () => void {
  listeners.add(listener);
  if (draw === undefined) loading ??= load();
  return () => listeners.delete(listener);
}
