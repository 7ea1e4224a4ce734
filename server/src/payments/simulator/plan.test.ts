/** Tokens and chances: what each one leads to, that fate is repeatable, and that shares are kept. */
import { describe, expect, it } from 'vitest';
import { noFaults, parseFaults, readFaults } from './faults.ts';
import { defaultDelays, planCharge, planRefund, tokenNames } from './plan.ts';

const charge = (source: string) => planCharge(source, 'key', noFaults, defaultDelays);
const refund = (source: string) => planRefund(source, 'key', noFaults, defaultDelays);
const keys = Array.from({ length: 4_000 }, (_, index) => `key ${index}`);

describe('tokens', () => {
  it.each([
    ['sim_ok', { outcome: 'succeeded', settleAfterMs: 0, answerAfterMs: 0, answer: 'given' }],
    ['sim_declined', { outcome: 'card_declined', settleAfterMs: 0 }],
    ['sim_insufficient_funds', { outcome: 'insufficient_funds' }],
    ['sim_expired', { outcome: 'expired_card' }],
    ['sim_authentication_failed', { outcome: 'authentication_failed' }],
    ['sim_processing_error', { outcome: 'processing_error' }],
    ['sim_slow', { outcome: 'succeeded', answerAfterMs: 3_000 }],
    ['sim_timeout', { outcome: 'succeeded', answer: 'never', settleAfterMs: 0 }],
    ['sim_late', { outcome: 'succeeded', settleAfterMs: 5_000, webhook: { copies: 1 } }],
    ['sim_late_declined', { outcome: 'card_declined', settleAfterMs: 5_000 }],
    ['sim_lost', { outcome: 'succeeded', settleAfterMs: 5_000, webhook: { copies: 0 } }],
    ['sim_unreachable', { answer: 'reset' }],
    ['sim_refund_late', { outcome: 'succeeded', settleAfterMs: 0 }],
    ['sim_refund_failed', { outcome: 'succeeded', settleAfterMs: 0 }],
  ])('%s', (source, plan) => {
    expect(charge(source)).toMatchObject(plan);
    expect(tokenNames).toContain(source);
  });

  it.each(['tok_visa', 'toString', '__proto__', '', 'SIM_OK'])(
    '%j is unknown: declined',
    (name) => {
      expect(charge(name).outcome).toBe('card_declined');
    },
  );

  it('take a delay of their own, within bounds', () => {
    expect(charge('sim_late:40').settleAfterMs).toBe(40);
    expect(charge('sim_slow:40').answerAfterMs).toBe(40);
    expect(charge('sim_late:9999999').settleAfterMs).toBe(3_600_000);
    expect(charge('sim_late:x').settleAfterMs).toBe(5_000);
  });

  it('decide about refunds as well', () => {
    expect(refund('sim_ok')).toMatchObject({ outcome: 'succeeded', settleAfterMs: 0 });
    expect(refund('sim_late')).toMatchObject({ outcome: 'succeeded', settleAfterMs: 0 });
    expect(refund('sim_refund_late')).toMatchObject({ outcome: 'succeeded', settleAfterMs: 5_000 });
    expect(refund('sim_refund_failed')).toMatchObject({ outcome: 'failed' });
  });
});

describe('the fault profile', () => {
  const faults = {
    ...noFaults,
    declineShare: 0.2,
    timeoutShare: 0.1,
    lateShare: 0.3,
    lostWebhookShare: 0.25,
    duplicateWebhookShare: 0.5,
    outOfOrderShare: 0.4,
    unreachableShare: 0.05,
    latencyMedianMs: 100,
    latencyP99Ms: 900,
  };
  const plans = keys.map((key) => planCharge('sim_ok', key, faults, defaultDelays));
  const share = (test: (plan: (typeof plans)[number]) => boolean) =>
    plans.filter(test).length / plans.length;

  it('keeps its shares', () => {
    expect(share(({ outcome }) => outcome === 'card_declined')).toBeCloseTo(0.2, 1);
    expect(share(({ answer }) => answer === 'reset')).toBeCloseTo(0.05, 1);
    expect(share(({ answer }) => answer === 'never')).toBeCloseTo(0.095, 1);
    expect(share(({ settleAfterMs }) => settleAfterMs === 2_000)).toBeCloseTo(0.3, 1);
    expect(share(({ webhook }) => webhook.copies === 0)).toBeCloseTo(0.25, 1);
    expect(share(({ webhook }) => webhook.copies === 2)).toBeCloseTo(0.375, 1);
    expect(share(({ webhook }) => webhook.stale)).toBeCloseTo(0.3, 1);
  });

  it('keeps its latencies', () => {
    const sorted = plans.map(({ answerAfterMs }) => answerAfterMs).toSorted((a, b) => a - b);
    expect(sorted[2_000]).toBeGreaterThan(90);
    expect(sorted[2_000]).toBeLessThan(110);
    expect(sorted[3_960]).toBeGreaterThan(700);
    expect(sorted[3_960]).toBeLessThan(1_150);
  });

  it('is the same for a key and seed, and another for another seed', () => {
    const again = keys.map((key) => planCharge('sim_ok', key, faults, defaultDelays));
    expect(again).toEqual(plans);
    const other = { ...faults, seed: 'other' };
    expect(keys.map((key) => planCharge('sim_ok', key, other, defaultDelays))).not.toEqual(plans);
  });

  it('leaves the other tokens alone', () => {
    const certain = { ...noFaults, declineShare: 1, timeoutShare: 1 };
    expect(planCharge('sim_late', 'key', certain, defaultDelays)).toEqual(charge('sim_late'));
  });

  it('lets refunds fail by their own share only', () => {
    const declines = { ...noFaults, declineShare: 1 };
    const outcomes = keys.map((key) => planRefund('sim_ok', key, declines, defaultDelays).outcome);
    expect(new Set(outcomes)).toEqual(new Set(['succeeded']));
    const fails = { ...noFaults, refundFailShare: 1 };
    expect(planRefund('sim_ok', 'key', fails, defaultDelays).outcome).toBe('failed');
  });

  it('is read from some of its fields, and refuses what is none', () => {
    expect(parseFaults('{"declineShare": 0.5}')).toEqual({ ...noFaults, declineShare: 0.5 });
    expect(parseFaults('{"declineShare"')).toBe('is not JSON');
    for (const wrong of [{ declineShare: 2 }, { declineShar: 1 }, null, [], 'x']) {
      expect(readFaults(wrong)).toEqual(expect.any(String));
    }
  });
});
