/** The sign of the house: a ticket with its stub. The name is written beside it. */
import type { ReactNode } from 'react';

export const Wordmark = (): ReactNode => (
  <svg viewBox="0 0 56 44" width="30" height="24" aria-hidden="true">
    <path
      className="wordmark-ticket"
      d="M4 6a4 4 0 0 1 4-4h40a4 4 0 0 1 4 4v10a6 6 0 0 0 0 12v10a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V28a6 6 0 0 0 0-12z"
    />
    <path className="wordmark-line" d="M37 7v30" strokeDasharray="4 4" />
  </svg>
);
