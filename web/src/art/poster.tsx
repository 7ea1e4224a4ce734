/**
 * What stands for an event: its organizer's picture if there is one, else one that is drawn. It fills
 * its box, or makes one of the usual shape. With `title`, the name is written on it.
 */
import type { ReactNode } from 'react';
import { EventArt } from './event-art.tsx';
import './poster.css';

type PosterProps = {
  readonly event: {
    readonly id: number;
    readonly genre?: string | undefined;
    readonly poster?:
      | { readonly url: string; readonly width: number; readonly height: number }
      | undefined;
  };
  /** Different for each place on a page that shows the same event. */
  readonly place: string;
  /** For who cannot see it; leave it out where the name is beside it. */
  readonly alt?: string;
  /** Seen at once when the page opens: fetched early, not when it is scrolled to. */
  readonly isFirst?: boolean;
  /** `fill` takes the size of what holds it. */
  readonly shape?: 'poster' | 'wide' | 'square' | 'fill';
  readonly title?: string;
};

export function Poster(props: PosterProps): ReactNode {
  const { event, place, alt = '', isFirst = false, shape = 'poster', title } = props;
  const { poster } = event;
  return (
    <span className={`poster poster-${shape}`}>
      {poster === undefined ? (
        <span {...(alt !== '' && { role: 'img', 'aria-label': alt })}>
          <EventArt eventId={event.id} genre={event.genre} place={place} />
        </span>
      ) : (
        <img
          src={poster.url}
          width={poster.width}
          height={poster.height}
          alt={alt}
          loading={isFirst ? 'eager' : 'lazy'}
          fetchPriority={isFirst ? 'high' : 'auto'}
          decoding="async"
        />
      )}
      {title !== undefined && <span className="poster-title">{title}</span>}
    </span>
  );
}
