/** Whether measured errors are too many. Nothing here guesses: without traffic nothing is known. */

/** What was counted at the new colour between two moments. */
export type Measurement = {
  readonly requests: number;
  /** Answers 500-599, of the targets and of the load balancer on their behalf. */
  readonly errors: number;
};

export type ErrorLimits = {
  /** Share of requests, 0-1. Above it a release is taken back; document D says 0.01. */
  readonly errorShareMax: number;
  /** Fewer requests in the whole watch say nothing about a share. */
  readonly requestsMin: number;
};

export type Verdict = 'good' | 'bad' | 'unknown';

/** Over everything that was measured since the switch. */
export function judge(measured: readonly Measurement[], limits: ErrorLimits): Verdict {
  const requests = sum(measured.map((one) => one.requests));
  const errors = sum(measured.map((one) => one.errors));
  if (requests < limits.requestsMin) return 'unknown';
  return errors / requests > limits.errorShareMax ? 'bad' : 'good';
}

export const errorShare = (measured: readonly Measurement[]): number => {
  const requests = sum(measured.map((one) => one.requests));
  return requests === 0 ? 0 : sum(measured.map((one) => one.errors)) / requests;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
