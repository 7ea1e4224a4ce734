/** NAT gateways: whatever the product calls outside of AWS goes through them. */
import type { OtherAlarms } from '../../../config/monitoring-config.ts';
import { type AlarmSpec, math, single } from '../alarm-spec.ts';
import { metricsOf } from '../metric.ts';

/** A gateway grows to this by itself; it is not billed by it. */
const gigabitsMax = 100;
const bitsPerGigabit = 1_000_000_000;

export const natMetrics = (natGatewayId: string) =>
  metricsOf('AWS/NATGateway', { NatGatewayId: natGatewayId });

export const natAlarms = (
  natGatewayIds: readonly string[],
  alarms: OtherAlarms,
): readonly AlarmSpec[] =>
  natGatewayIds.flatMap((natGatewayId, index): readonly AlarmSpec[] => {
    const metric = natMetrics(natGatewayId);
    const part = index === 0 ? 'nat' : `nat-${index + 1}`;
    const { periodSeconds } = alarms.natBandwidthPercent;
    const bitsMax = gigabitsMax * bitsPerGigabit * periodSeconds;
    return [
      {
        name: `${part}-port-errors`,
        summary: 'Connections to the Internet fail: a NAT gateway has no port left for them.',
        measure: single(metric('ErrorPortAllocation', 'Sum')),
        alarm: alarms.natPortErrors,
        comparison: '>',
        missing: 'ok',
        runbook: 'nat-gateway',
      },
      {
        name: `${part}-bandwidth`,
        summary: 'A NAT gateway carries nearly as much as it can.',
        measure: math(
          `100 * 8 * (inSource + inDestination + outSource + outDestination) / ${bitsMax}`,
          {
            inSource: metric('BytesInFromSource', 'Sum'),
            inDestination: metric('BytesInFromDestination', 'Sum'),
            outSource: metric('BytesOutToSource', 'Sum'),
            outDestination: metric('BytesOutToDestination', 'Sum'),
          },
          `% of ${gigabitsMax} Gbit/s`,
        ),
        alarm: alarms.natBandwidthPercent,
        comparison: '>',
        missing: 'ok',
        runbook: 'nat-gateway',
      },
    ];
  });
