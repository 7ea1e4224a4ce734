/** A ticket for tests of documents. */
import type { TicketSheet } from './ticket-sheet.ts';

/** As long as the longest code there is: version 6 of a QR code. */
const code = 'ONSALE1:'
  .concat('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'.repeat(4))
  .slice(0, 152);

export const sampleSheet = (change: Partial<TicketSheet> = {}): TicketSheet => ({
  language: 'ko',
  eventId: 12,
  ticketId: '0190a5c6-6b1c-7c3e-8a51-1a2b3c4d5e6f',
  orderId: '0190a5c6-0000-7c3e-8a51-1a2b3c4d5e6f',
  event: '봄밤의 편지: 첫 단독 콘서트',
  organizer: '한빛기획',
  venue: '올림픽홀',
  startsAtMs: Date.parse('2026-12-03T10:30:00Z'),
  endsAtMs: undefined,
  timeZone: 'Asia/Seoul',
  status: 'upcoming',
  place: '1층 101구역 3열 5번',
  tier: 'VIP석',
  ticketType: '일반',
  holder: '김지민',
  admission: 1,
  of: 2,
  code,
  ...change,
});
