/** What the planner is told about a role: how much one process bears, and how many there may be. */
import type { Measure } from '../model/sale.ts';

export const plannedRoles = ['api', 'realtime', 'worker'] as const;
export type PlannedRole = (typeof plannedRoles)[number];

/** What makes each role busy. */
export const measureOf = {
  api: 'requestsPerSecond',
  realtime: 'connections',
  worker: 'admissionsPerSecond',
} as const satisfies Record<PlannedRole, Measure>;

export const measureWords = {
  requestsPerSecond: 'requests/s',
  admissionsPerSecond: 'admissions/s',
  connections: 'connections',
} as const satisfies Record<Measure, string>;

export type RoleCapacity = {
  readonly role: PlannedRole;
  /** Of the role's measure, by one process, with the headroom that one wants: measure it. */
  readonly perProcess: number;
  readonly min: number;
  readonly max: number;
  /** From asking for a process until it serves. */
  readonly bootMs: number;
  /** They are added in multiples of this: 2 keeps two zones even. */
  readonly step: number;
};
