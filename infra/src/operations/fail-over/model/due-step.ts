/**
 * Which step of a fail-over or a fail-back is due: the first row whose condition holds. Pure; what
 * is the case is read from AWS before every step. SPEC.md beside this folder numbers what it keeps.
 */

/** Of a region's database, from the point of view of the other one. */
export type DatabaseFact =
  | 'missing'
  | 'being-made'
  | 'follows'
  | 'being-promoted'
  | 'primary'
  /** A primary from before the fail-over: what it has is out of date. */
  | 'left-behind';

export type Facts = {
  /** The region that gives up: its processes; `unknown` when it does not answer. */
  readonly fromProcesses: number | 'unknown';
  /** The database of the region that gives up can be written to. */
  readonly fromIsPrimary: boolean;
  /** A person has said that the region that gives up is lost. */
  readonly fromIsLost: boolean;
  /** The database that takes over has everything that the other one ever wrote. */
  readonly received: boolean;
  /** Of the region that takes over. */
  readonly toDatabase: DatabaseFact;
  /** Its payment simulator runs, with the image that its processes run or will run. */
  readonly toPays: boolean;
  readonly toStarted: boolean;
  readonly toHealthy: boolean;
  /** Requests go to the region that takes over. */
  readonly routed: boolean;
  /** A person has said that a prepared fail-back shall happen now. */
  readonly switchNow: boolean;
};

type Row<S extends string> = readonly [step: S, isDue: (facts: Facts) => boolean];

/** Whether what is left of the other region can still write. */
const mayWrite = ({ fromProcesses, fromIsLost }: Facts): boolean =>
  !fromIsLost && fromProcesses !== 0;

const follows = ({ toDatabase }: Facts): boolean => toDatabase === 'follows';

/** Two regions that both sell are worse than one in which nobody can pay. */
const bothMaySell = (facts: Facts): boolean => facts.toDatabase === 'primary' && mayWrite(facts);

/**
 * The end is the same, whichever region takes over. Payments come first: when they do not start,
 * the other region still serves, and what can be done before it is ended makes the gap shorter.
 */
const takeOver = [
  ['start-payments', (facts) => !facts.toPays && !bothMaySell(facts)],
  ['fence', mayWrite],
  ['receive', (facts) => !facts.fromIsLost && follows(facts) && !facts.received],
  ['promote', follows],
  ['await-database', ({ toDatabase }) => toDatabase !== 'primary'],
  ['start', ({ toStarted }) => !toStarted],
  ['await-processes', ({ toHealthy }) => !toHealthy],
  ['route', ({ routed }) => !routed],
  ['done', () => true],
] as const satisfies readonly Row<string>[];

/**
 * What has taken over needs no answer of the other region; but when that comes back with its
 * processes, they are ended.
 */
const isOver = (facts: Facts): boolean =>
  facts.toDatabase === 'primary' &&
  facts.toPays &&
  facts.toStarted &&
  facts.toHealthy &&
  facts.routed &&
  (facts.fromProcesses === 'unknown' || !mayWrite(facts));

/**
 * Seoul's database serves, or nobody knows which one does: setting it aside would be the outage.
 */
const neverFailedOver = ({ fromIsPrimary, toDatabase }: Facts): boolean =>
  !fromIsPrimary && toDatabase !== 'primary';

export const failOverTable = [
  ['done', isOver],
  ['ask', (facts) => facts.fromProcesses === 'unknown' && !facts.fromIsLost],
  ...takeOver,
] as const satisfies readonly Row<string>[];

export const failBackTable = [
  ['done', isOver],
  ['refuse', neverFailedOver],
  ['set-aside', ({ toDatabase }) => toDatabase === 'left-behind'],
  ['replicate', ({ toDatabase }) => toDatabase === 'missing'],
  ['await-replica', ({ toDatabase }) => toDatabase === 'being-made'],
  ['prepared', (facts) => follows(facts) && !facts.switchNow],
  ['ask', (facts) => facts.fromProcesses === 'unknown' && !facts.fromIsLost],
  ...takeOver,
] as const satisfies readonly Row<string>[];

export type FailOverStep = (typeof failOverTable)[number][0];
export type FailBackStep = (typeof failBackTable)[number][0];

export function dueStep<S extends string>(table: readonly Row<S>[], facts: Facts): S {
  const row = table.find(([, isDue]) => isDue(facts));
  if (row === undefined) throw new Error('The last row is always due.');
  return row[0];
}
