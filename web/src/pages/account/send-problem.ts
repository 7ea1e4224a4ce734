/** Why a letter was not asked for, as the forms about accounts show it. */
import type { AnyCode } from '../../api/outcome.ts';

export type SendProblem = 'too_many' | 'network' | 'failed';

export function sendProblemOf(code: AnyCode): SendProblem {
  if (code === 'rate_limited') return 'too_many';
  return code === 'network' || code === 'timed_out' ? 'network' : 'failed';
}
