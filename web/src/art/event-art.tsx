/**
 * The picture of an event: drawn from its number and genre, always the same for the same event. It
 * is an ornament; what it stands for is said in text beside it. What the server has drawn is left as
 * it is: React need not compare hundreds of shapes, and the first page need not load how to draw them.
 */
import { memo, type ReactNode, useState, useSyncExternalStore } from 'react';
import { useIsBrowser } from '../main/app-services.ts';
import { readArt, watchArt } from './art-source.ts';
import type { ArtWish } from './draw-art.tsx';
import './event-art.css';

const frame = {
  className: 'event-art',
  viewBox: '0 0 400 500',
  preserveAspectRatio: 'xMidYMid slice',
  'aria-hidden': true,
} as const;

/** Anything here is never looked at, as the picture is there already. */
const asItIs = { __html: '' } as const;

export const EventArt = memo((props: ArtWish): ReactNode => (
  <Art key={`${props.eventId} ${props.genre}`} {...props} />
));

function Art(props: ArtWish): ReactNode {
  const isBrowser = useIsBrowser();
  const [isServed] = useState(!isBrowser && !import.meta.env.SSR);
  if (!isServed) return <DrawnArt {...props} />;
  return <svg {...frame} suppressHydrationWarning dangerouslySetInnerHTML={asItIs} />;
}

function DrawnArt(props: ArtWish): ReactNode {
  const draw = useSyncExternalStore(watchArt, readArt, readArt);
  return <svg {...frame}>{draw?.(props)}</svg>;
}
