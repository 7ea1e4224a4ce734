/** Every invariant that an audit proves, in the order in which it reports them. */
import { catalogChecks } from './sql/catalog.ts';
import type { Check } from './sql/check.ts';
import { factChecks } from './sql/facts.ts';
import { guardChecks } from './sql/guards.ts';
import { moneyChecks } from './sql/money.ts';
import { promoChecks } from './sql/promos.ts';
import { outboxChecks } from './sql/outbox.ts';
import { poolChecks } from './sql/pools.ts';
import { queueChecks } from './sql/queue.ts';
import { replayChecks } from './sql/replay.ts';
import { reservationChecks } from './sql/reservations.ts';
import { seatChecks } from './sql/seats.ts';
import { ticketChecks } from './sql/tickets.ts';
import { waitlistChecks } from './sql/waitlist.ts';
import { transferChecks } from './sql/transfers.ts';

export const checks: readonly Check[] = [
  ...poolChecks,
  ...seatChecks,
  ...reservationChecks,
  ...factChecks,
  ...replayChecks,
  ...queueChecks,
  ...waitlistChecks,
  ...ticketChecks,
  ...transferChecks,
  ...moneyChecks,
  ...promoChecks,
  ...outboxChecks,
  ...catalogChecks,
  ...guardChecks,
];
