/**
 * What will become of a charge or a refund, decided once, when it is made: by its token, or for
 * `sim_ok` by the fault profile. Pure: chance is a hash of seed, key and question.
 */
import { createHash } from 'node:crypto';
import type { DeclineCode } from '@onsale/contract/decline.ts';
import type { Faults } from './faults.ts';

export type WebhookPlan = {
  /** How often each event is told; 0 is a lost webhook. */
  readonly copies: 0 | 1 | 2;
  /** Whether "pending" is told again after the outcome. */
  readonly stale: boolean;
};

export type Plan<Outcome extends string = string> = {
  readonly outcome: Outcome;
  /** 0: settled at once. */
  readonly settleAfterMs: number;
  readonly answerAfterMs: number;
  /** `reset`: nothing happens, and the connection breaks. */
  readonly answer: 'given' | 'never' | 'reset';
  readonly webhook: WebhookPlan;
};

export type ChargePlan = Plan<'succeeded' | DeclineCode>;
export type RefundPlan = Plan<'succeeded' | 'failed'>;

export type Delays = {
  /** Of `sim_slow` until the answer. */
  readonly slowMs: number;
  /** Of `sim_late`, `sim_lost` and `sim_refund_late` until they settle. */
  readonly lateMs: number;
};
export const defaultDelays: Delays = { slowMs: 3_000, lateMs: 5_000 };

const DELAY_MAX_MS = 3_600_000;
const LATENCY_MAX_MS = 60_000;

const plain = {
  outcome: 'succeeded',
  settleAfterMs: 0,
  answerAfterMs: 0,
  answer: 'given',
  webhook: { copies: 1, stale: false },
} as const;
const lost = { copies: 0, stale: false } as const;

type Token = (delays: Delays) => Partial<ChargePlan>;

/** `sim_ok` is not among them: the fault profile speaks for it. */
const tokens: Readonly<Record<string, Token>> = {
  sim_declined: () => ({ outcome: 'card_declined' }),
  sim_insufficient_funds: () => ({ outcome: 'insufficient_funds' }),
  sim_expired: () => ({ outcome: 'expired_card' }),
  sim_authentication_failed: () => ({ outcome: 'authentication_failed' }),
  sim_processing_error: () => ({ outcome: 'processing_error' }),
  sim_slow: ({ slowMs }) => ({ answerAfterMs: slowMs }),
  sim_timeout: () => ({ answer: 'never' }),
  sim_late: ({ lateMs }) => ({ settleAfterMs: lateMs }),
  sim_late_declined: ({ lateMs }) => ({ settleAfterMs: lateMs, outcome: 'card_declined' }),
  sim_lost: ({ lateMs }) => ({ settleAfterMs: lateMs, webhook: lost }),
  sim_unreachable: () => ({ answer: 'reset' }),
  sim_refund_late: () => ({}),
  sim_refund_failed: () => ({}),
};

export const tokenNames: readonly string[] = ['sim_ok', ...Object.keys(tokens)];

/** A token may carry a delay of its own in milliseconds, `sim_late:200`. */
function read(source: string, delays: Delays): { name: string; delays: Delays } {
  const [name = '', ms] = source.split(':', 2);
  if (ms === undefined || !/^\d{1,7}$/.test(ms)) return { name, delays };
  const delayMs = Math.min(Number(ms), DELAY_MAX_MS);
  return { name, delays: { slowMs: delayMs, lateMs: delayMs } };
}

/** An unknown token is a card that nobody knows: declined. */
export function planCharge(source: string, key: string, faults: Faults, own: Delays): ChargePlan {
  const { name, delays } = read(source, own);
  if (name !== 'sim_ok') {
    const token = Object.hasOwn(tokens, name) ? tokens[name] : undefined;
    return { ...plain, ...(token?.(delays) ?? { outcome: 'card_declined' }) };
  }
  const happens = chance(faults.seed, key);
  return {
    ...commonFaults(faults, key),
    outcome: happens('decline', faults.declineShare) ? 'card_declined' : 'succeeded',
  };
}

export function planRefund(source: string, key: string, faults: Faults, own: Delays): RefundPlan {
  const { name, delays } = read(source, own);
  if (name === 'sim_refund_late') return { ...plain, settleAfterMs: delays.lateMs };
  if (name === 'sim_refund_failed') return { ...plain, outcome: 'failed' };
  if (name !== 'sim_ok') return plain;
  const fails = chance(faults.seed, key)('refund', faults.refundFailShare);
  return { ...commonFaults(faults, key), outcome: fails ? 'failed' : 'succeeded' };
}

function commonFaults(faults: Faults, key: string): Omit<Plan, 'outcome'> {
  const happens = chance(faults.seed, key);
  const silent = happens('timeout', faults.timeoutShare);
  const reset = happens('unreachable', faults.unreachableShare);
  const stale = happens('order', faults.outOfOrderShare);
  const copies = happens('duplicate', faults.duplicateWebhookShare) ? 2 : 1;
  return {
    settleAfterMs: happens('late', faults.lateShare) ? faults.lateMs : 0,
    answerAfterMs: latencyMs(faults, key),
    answer: reset ? 'reset' : silent ? 'never' : 'given',
    webhook: happens('lost', faults.lostWebhookShare) ? lost : { copies, stale },
  };
}

/** Log-normal through the two percentiles, as measured latencies mostly are. */
function latencyMs(faults: Faults, key: string): number {
  const { latencyMedianMs: median, latencyP99Ms: p99 } = faults;
  if (median === 0) return 0;
  const sigma = Math.log(Math.max(p99, median) / median) / Z_P99;
  // Box-Muller: two even chances make one of the normal distribution.
  const radius = Math.sqrt(-2 * Math.log(1 - draw(faults.seed, key, 'latency')));
  const normal = radius * Math.cos(2 * Math.PI * draw(faults.seed, key, 'angle'));
  return Math.min(LATENCY_MAX_MS, Math.round(median * Math.exp(sigma * normal)));
}

/** The standard score that 99 % of a normal distribution stay below. */
const Z_P99 = 2.326;

const chance = (seed: string, key: string) => (question: string, share: number) =>
  share > 0 && draw(seed, key, question) < share;

/** In [0, 1), evenly. */
function draw(seed: string, key: string, question: string): number {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, question, key]))
    .digest();
  return hash.readUInt32BE(0) / 2 ** 32;
}
