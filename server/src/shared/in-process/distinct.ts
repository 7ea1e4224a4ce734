/** Who was here in the last minutes of this process: one set a minute, each of a bounded size. */
import type { Clock } from '../../lib/clock.ts';
import { checkWindow, tagOf } from '../bounds.ts';
import type { Distinct } from '../contract.ts';

const GROUPS_MAX = 1_000;
/** Of one group in one minute; whoever comes after that is not counted. */
const MEMBERS_MAX = 100_000;
const MINUTE_MS = 60_000;

type Minutes = Map<number, Set<string>>;

export function createLocalDistinct(
  windowMinutes: number,
  clock: Pick<Clock, 'nowMs'>,
  membersMax = MEMBERS_MAX,
): Distinct {
  const window = checkWindow(windowMinutes);
  /** The group that was seen last is the last. */
  const groups = new Map<string, Minutes>();
  const thisMinute = (): number => Math.floor(clock.nowMs() / MINUTE_MS);

  function forget(minutes: Minutes, now: number): void {
    for (const minute of minutes.keys()) if (minute < now - window) minutes.delete(minute);
  }

  return {
    async seen(group, member) {
      const now = thisMinute();
      const tag = tagOf(group);
      const minutes: Minutes = groups.get(tag) ?? new Map<number, Set<string>>();
      groups.delete(tag);
      groups.set(tag, minutes);
      forget(minutes, now);
      const members = minutes.get(now) ?? new Set<string>();
      minutes.set(now, members);
      if (members.size < membersMax) members.add(tagOf(member));
      const [oldest] = groups.keys();
      if (groups.size > GROUPS_MAX && oldest !== undefined) groups.delete(oldest);
    },
    async count(group) {
      const minutes = groups.get(tagOf(group));
      if (minutes === undefined) return 0;
      forget(minutes, thisMinute());
      if (minutes.size <= 1) return [...minutes.values()][0]?.size ?? 0;
      const all = new Set<string>();
      for (const members of minutes.values()) for (const member of members) all.add(member);
      return all.size;
    },
  };
}
