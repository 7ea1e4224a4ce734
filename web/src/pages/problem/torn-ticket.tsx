/** A ticket torn in two. An ornament. */
import type { ReactNode } from 'react';

export const TornTicket = ({ sign = '' }: { readonly sign?: string | undefined }): ReactNode => (
  <svg className="torn-ticket" viewBox="0 0 320 200" aria-hidden="true">
    <g transform="rotate(-7 110 100)">
      <path
        className="torn-ticket-paper"
        d="M26 46a12 12 0 0 1 12-12h134l-9 14 8 15-10 14 9 15-9 15 10 14-9 15 7 14-6 12H38a12 12 0 0 1-12-12v-22a22 22 0 0 0 0-44z"
      />
      <path className="torn-ticket-line" d="M52 72h70M52 92h48M52 128h84" />
    </g>
    <g transform="rotate(9 240 104)">
      <path
        className="torn-ticket-stub"
        d="M190 40h76a12 12 0 0 1 12 12v28a22 22 0 0 0 0 44v28a12 12 0 0 1-12 12h-78l6-12-7-14 9-15-10-14 9-15-9-15 10-14-8-15z"
      />
    </g>
    {sign !== '' && (
      <text className="torn-ticket-sign" x="224" y="112" transform="rotate(9 240 104)">
        {sign}
      </text>
    )}
  </svg>
);
