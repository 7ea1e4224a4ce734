/** What arrivals do to the system: they wait, are let in as the tickets bear it, and go. */
import type { Curve, Measure } from '../model/sale.ts';
import { firstMinute, saleMinutes } from './arrivals.ts';
import { assumptions } from './assumptions.ts';

export type LoadProps = {
  readonly arrivals: readonly number[];
  readonly capacity: number;
  /** How busy a buyer of this sale is, against the usual one. */
  readonly busyness: number;
};

export function loadOfArrivals({
  arrivals,
  capacity,
  busyness,
}: LoadProps): Readonly<Record<Measure, Curve>> {
  const { admissionSharePerMinute, admittedPerTicket, leaveMinutes, sessionMinutes } = assumptions;
  const admissionsMax = capacity * admissionSharePerMinute;
  let left = capacity * admittedPerTicket;
  let waiting = 0;
  const active: number[] = [];
  const made = { requestsPerSecond: [], admissionsPerSecond: [], connections: [] } as Record<
    Measure,
    number[]
  >;
  for (const [index, minute] of saleMinutes.entries()) {
    const arrived = arrivals[index] ?? 0;
    waiting += arrived;
    const askedAtOpening = minute === 0 ? waiting * assumptions.requestsAtOpening : 0;
    const admitted = minute < 0 ? 0 : Math.min(waiting, admissionsMax, left);
    left -= admitted;
    waiting -= admitted;
    active.push(admitted);
    const shopping = active.slice(-sessionMinutes).reduce((sum, count) => sum + count, 0);
    const requests =
      arrived * assumptions.requestsOnArrival +
      askedAtOpening +
      waiting * assumptions.requestsWaitingPerMinute +
      (shopping * assumptions.requestsOnAdmission) / sessionMinutes;
    made.requestsPerSecond.push((requests * busyness) / 60);
    made.admissionsPerSecond.push(admitted / 60);
    made.connections.push(waiting + shopping);
    if (left <= 0) waiting *= Math.exp(-1 / leaveMinutes);
  }
  return {
    requestsPerSecond: curveOf(made.requestsPerSecond),
    admissionsPerSecond: curveOf(made.admissionsPerSecond),
    connections: curveOf(made.connections),
  };
}

const curveOf = (values: readonly number[]): Curve => ({ fromMinute: firstMinute, values });
