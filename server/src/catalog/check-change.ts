/** From what an organizer wants to change to a change that makes sense, or its problems by field. */
import type { EventPatch } from '@onsale/contract/product.ts';
import type { Static } from 'typebox';
import { ok, refuse, type Result } from '../lib/result.ts';
import {
  type Problem,
  startProblems,
  textProblems,
  timeProblems,
  zoneProblems,
} from './model/check-event.ts';
import type { EventRecord } from './model/event.ts';
import { readInstants } from './model/instants.ts';
import type { EventChange } from './update-event.ts';

type Body = Static<typeof EventPatch>;

/** Times are checked together, those that stay included; texts and zones only when they change. */
export function checkChange(
  event: EventRecord,
  body: Body,
  nowMs: number,
): Result<EventChange, 'invalid_request'> {
  const { instants, problems: unreadable } = readInstants(body);
  const { startsAtMs } = instants;
  const changesTimes = unreadable.length === 0 && Object.keys(instants).length > 0;
  const problems: Problem[] = [
    ...unreadable,
    ...(startsAtMs === undefined ? [] : startProblems(startsAtMs, nowMs)),
    ...(changesTimes ? timeProblems({ ...event, ...instants }) : []),
    ...(body.timeZone === undefined ? [] : zoneProblems(body.timeZone)),
    ...textProblems('translations', body.translations ?? {}, false),
    ...textProblems('description', body.description ?? {}, false),
  ];
  if (problems.length > 0) return refuse('invalid_request', { fields: problems.slice(0, 50) });
  const { singleSeatGaps, transfers } = body;
  return ok({
    ...asTheyAre(body),
    ...instants,
    ...(singleSeatGaps === undefined ? {} : { singleSeatGaps: singleSeatGaps === 'allowed' }),
    ...(transfers === undefined ? {} : { transfersRefused: transfers === 'refused' }),
  });
}

const stored = [
  'name',
  'translations',
  'timeZone',
  'description',
  'genre',
  'runningMinutes',
  'ageMin',
  'perOrderMax',
  'askNames',
] as const;

/** The fields that are stored as they come. */
const asTheyAre = (body: Body): EventChange =>
  Object.fromEntries(
    stored.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
  );
