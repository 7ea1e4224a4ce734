/**
 * Measures what a colour was asked since it got traffic, and how much of it failed: answers 5xx of
 * its targets, and of the load balancer for want of one. CloudWatch counts minutes and adds to them
 * later, so the whole time is asked for again and what is new is reported.
 */
import type { Metrics } from '../aws/metrics.ts';
import type { Measurement } from '../blue-green/model/error-rate.ts';
import type { Colour } from '../blue-green/release.ts';
import type { Clock } from '../core/time.ts';

export type ErrorMeter = {
  /** From now on a colour gets traffic. */
  readonly begin: (colour: Colour) => void;
  readonly measure: (
    colour: Colour,
    loadBalancerSuffix: string,
    targetGroupArn: string,
  ) => Promise<Measurement>;
};

const minuteMs = 60_000;

/** CloudWatch has a minute about two minutes after it began: the watch is so much longer. */
export const metricsDelayMs = 2 * minuteMs;

export function createErrorMeter(clock: Clock, metrics: Metrics): ErrorMeter {
  const begun = new Map<Colour, number>();
  const known = new Map<Colour, Measurement>();
  return {
    begin(colour) {
      begun.set(colour, clock.nowMs());
      known.delete(colour);
    },
    async measure(colour, loadBalancerSuffix, targetGroupArn) {
      const sinceMs = begun.get(colour) ?? clock.nowMs();
      begun.set(colour, sinceMs);
      const now = await countSince(metrics, sinceMs, clock.nowMs(), {
        LoadBalancer: loadBalancerSuffix,
        TargetGroup: targetGroupArn.slice(targetGroupArn.indexOf(':targetgroup/') + 1),
      });
      const before = known.get(colour) ?? { requests: 0, errors: 0 };
      known.set(colour, now);
      return { requests: now.requests - before.requests, errors: now.errors - before.errors };
    },
  };
}

export async function countSince(
  metrics: Metrics,
  fromMs: number,
  toMs: number,
  dimensions: { readonly LoadBalancer: string; readonly TargetGroup: string },
): Promise<Measurement> {
  const namespace = 'AWS/ApplicationELB';
  const firstMinute = Math.floor(fromMs / minuteMs) * minuteMs;
  const end = Math.ceil((toMs + 1) / minuteMs) * minuteMs;
  const own = await metrics.sums(
    [
      { id: 'requests', namespace, metric: 'RequestCount', dimensions },
      { id: 'answers', namespace, metric: 'HTTPCode_Target_5XX_Count', dimensions },
    ],
    firstMinute,
    end,
  );
  // These know no target group: those of the minute of the switch may be the old colour's.
  const nextMinute = Math.ceil(fromMs / minuteMs) * minuteMs;
  const balancer =
    nextMinute >= end
      ? { refusals: 0 }
      : await metrics.sums(
          [
            {
              id: 'refusals',
              namespace,
              metric: 'HTTPCode_ELB_5XX_Count',
              dimensions: { LoadBalancer: dimensions.LoadBalancer },
            },
          ],
          nextMinute,
          end,
        );
  return {
    // A request that found no target is in no count of the target group.
    requests: own.requests + balancer.refusals,
    errors: own.answers + balancer.refusals,
  };
}
