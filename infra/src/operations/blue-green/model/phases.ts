/**
 * The phases of a blue/green release and what may happen in each: a total table, so that nothing
 * that can happen is left to chance. SPEC.md beside this folder numbers what it has to keep.
 */

/** Phases in which the controller acts or waits. */
export const workingPhases = [
  /** The idle colour gets the new image. Traffic is untouched. */
  'updating',
  /** Its targets have to become healthy. */
  'warming',
  /** It is asked to sell a ticket, through a listener of its own. */
  'smoke-testing',
  /** The listener is told to send traffic to it. */
  'switching',
  /** Its errors are measured under real traffic. */
  'watching',
  /** The listener is told to send traffic to the old colour again. */
  'rolling-back',
] as const;

/** Phases in which a release ends. */
export const finalPhases = [
  /** Traffic is on the new colour and its errors stayed below the limit. */
  'released',
  /** It failed before the switch: traffic never left the old colour. */
  'refused',
  /** It failed after the switch: traffic is on the old colour again. */
  'rolled-back',
  /** The way back failed: a person has to look at the listener. */
  'stuck',
] as const;

export type WorkingPhase = (typeof workingPhases)[number];
export type FinalPhase = (typeof finalPhases)[number];
export type Phase = WorkingPhase | FinalPhase;

/** What a step can come to. */
export const outcomes = ['done', 'failed', 'timed-out', 'interrupted'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * A switch that failed or timed out may still have happened, so it is taken back like one that did.
 */
export const phaseTable = {
  updating: { done: 'warming', failed: 'refused', 'timed-out': 'refused', interrupted: 'refused' },
  warming: {
    done: 'smoke-testing',
    failed: 'refused',
    'timed-out': 'refused',
    interrupted: 'refused',
  },
  'smoke-testing': {
    done: 'switching',
    failed: 'refused',
    'timed-out': 'refused',
    interrupted: 'refused',
  },
  switching: {
    done: 'watching',
    failed: 'rolling-back',
    'timed-out': 'rolling-back',
    interrupted: 'rolling-back',
  },
  watching: {
    done: 'released',
    failed: 'rolling-back',
    'timed-out': 'rolling-back',
    interrupted: 'rolling-back',
  },
  'rolling-back': {
    done: 'rolled-back',
    failed: 'stuck',
    'timed-out': 'stuck',
    // Nobody may stop the way back: it goes on, and only its own failure ends it.
    interrupted: 'rolling-back',
  },
} as const satisfies Record<WorkingPhase, Record<Outcome, Phase>>;

export const nextPhase = (phase: WorkingPhase, outcome: Outcome): Phase =>
  phaseTable[phase][outcome];

export const isFinal = (phase: Phase): phase is FinalPhase =>
  finalPhases.some((final) => final === phase);
