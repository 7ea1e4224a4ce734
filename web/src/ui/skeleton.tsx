/** Shapes of what is about to come, in its size, so that nothing jumps when it does. */
import type { ReactNode } from 'react';
import './skeleton.css';

export function Skeleton({
  shape = 'line',
}: {
  readonly shape?: 'line' | 'title' | 'poster' | 'block';
}): ReactNode {
  return <span className={`skeleton skeleton-${shape}`} aria-hidden="true" />;
}
