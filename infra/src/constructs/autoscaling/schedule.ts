/** Times of day as both kinds of auto scaling want them. Both take the zone. */
import type { ScheduledCapacity } from '../../config/scaling-config.ts';

export const scheduleZone = 'Asia/Seoul';

type Time = Pick<ScheduledCapacity, 'at' | 'days'>;

/** For Auto Scaling groups: minute, hour, day of month, month, day of week. */
export function groupCron({ at, days }: Time): string {
  const [hour, minute] = partsOf(at);
  return `${minute} ${hour} * * ${days === 'weekdays' ? '1-5' : '*'}`;
}

/** For services: with a year, and one of the two kinds of days has to be a question mark. */
export function serviceCron({ at, days }: Time): string {
  const [hour, minute] = partsOf(at);
  return `cron(${minute} ${hour} ${days === 'weekdays' ? '? * MON-FRI' : '* * ?'} *)`;
}

function partsOf(at: string): readonly [hour: number, minute: number] {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  return [hour, minute];
}
