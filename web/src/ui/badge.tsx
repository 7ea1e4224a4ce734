/** A word about a state: with a mark of its own, so that it does not depend on its colour. */
import type { ReactNode } from 'react';
import './badge.css';

export type BadgeTone = 'accent' | 'positive' | 'warning' | 'danger' | 'neutral';

export function Badge(props: {
  readonly tone?: BadgeTone;
  readonly children: ReactNode;
}): ReactNode {
  return <span className={`badge badge-${props.tone ?? 'neutral'}`}>{props.children}</span>;
}
