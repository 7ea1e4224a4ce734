/** Who comes, as a buyer has said it: one name per place where the event asks, nothing where it does not. */
import { ok, refuse, type Result } from '../../lib/result.ts';

const wrong = (problem: string) =>
  refuse('invalid_request', { fields: [{ field: 'body.attendees', problem }] });

/** Names come trimmed; null: the event does not ask, and what was said is not kept. */
export function attendeesOf(
  { askNames }: { readonly askNames: boolean },
  said: readonly string[] | undefined,
  places: number,
): Result<readonly (string | null)[], 'invalid_request'> {
  if (!askNames) return ok(Array.from({ length: places }, () => null));
  if (said === undefined) return wrong('this event asks who comes: one name per place');
  const names = said.map((name) => name.trim());
  if (names.length !== places) return wrong(`must have one entry per place: ${places}`);
  return names.every((name) => name !== '') ? ok(names) : wrong('must name everybody');
}
