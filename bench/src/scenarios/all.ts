/** Every scenario, in the order in which they run. */
import type { Scenario } from '../scenario.ts';
import { bestAvailable } from './best-available.ts';
import { generalAdmission } from './general-admission.ts';
import { journey } from './journey.ts';
import { namedSeats } from './named-seats.ts';
import { queueJoin, queueJoinAgain } from './queue-join.ts';
import { queueStatus } from './queue-status.ts';
import { eventDetail, seatState } from './reads.ts';
import { soldOut } from './sold-out.ts';
import { statement } from './statement.ts';

export const scenarios: readonly Scenario[] = [
  generalAdmission,
  namedSeats,
  bestAvailable,
  journey,
  soldOut,
  eventDetail,
  seatState,
  queueJoin,
  queueJoinAgain,
  queueStatus,
  statement,
];
