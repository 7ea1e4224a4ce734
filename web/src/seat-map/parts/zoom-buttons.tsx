/** Zooming for those who neither pinch nor wheel. */
import type { ReactNode } from 'react';
import { useMapText } from '../messages.ts';

type ZoomButtonsProps = {
  readonly isZoomed: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onHome: () => void;
};

const STEP = 1.8;

export function ZoomButtons({ isZoomed, onZoom, onHome }: ZoomButtonsProps): ReactNode {
  const text = useMapText();
  return (
    <div className="seat-map-zoom">
      <button type="button" aria-label={text('zoomIn')} onClick={() => onZoom(STEP)}>
        <Icon path="M12 5v14M5 12h14" />
      </button>
      <button
        type="button"
        aria-label={text('zoomOut')}
        disabled={!isZoomed}
        onClick={() => onZoom(1 / STEP)}
      >
        <Icon path="M5 12h14" />
      </button>
      <button type="button" aria-label={text('wholeHall')} disabled={!isZoomed} onClick={onHome}>
        <Icon path="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />
      </button>
    </div>
  );
}

export const Icon = ({ path }: { readonly path: string }): ReactNode => (
  <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
    <path
      d={path}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
