/** Whether what one sees is live: said truthfully, because people decide by it. */
import type { ReactNode } from 'react';
import type { LiveStatus } from '../../live/connection.ts';
import { useMapText } from '../messages.ts';

export function LiveBadge({ status }: { readonly status: LiveStatus }): ReactNode {
  const text = useMapText();
  return (
    <span className="seat-map-live" data-status={status}>
      <i aria-hidden="true" />
      {text(status)}
    </span>
  );
}
