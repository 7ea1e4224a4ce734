/**
 * May this person buy now? Asked before every booking of a person, and answered from memory: an event
 * without a waiting room costs a look-up. What this process cannot know it asks the database; when
 * nobody can tell, nobody is let in.
 */
import type { AdmissionCheck } from '../inventory/admission.ts';
import { refuse, type Refusal } from '../lib/result.ts';
import type { QueueCore } from './core.ts';
import type { EndedAdmissions } from './ended-admissions.ts';
import { isEngaged } from './model/phase.ts';
import type { Room } from './model/room.ts';
import type { Pass, Passes } from './passes.ts';
import type { KnownRoom, RoomBoard } from './room-board.ts';

export type CheckDeps = {
  readonly rooms: RoomBoard;
  readonly passes: Pick<Passes, 'read'>;
  readonly ended: EndedAdmissions;
  readonly core: Pick<QueueCore, 'admissionById'>;
  /** False: the outbox is not heard, so memory may be old. */
  readonly isHearing: () => boolean;
  /** Somebody is about to buy at an automatic room: so many may make it engage. */
  readonly onBuyer: (eventId: number, personId: string) => void;
  readonly onRefused: (code: Answer['code']) => void;
};

type Answer = Refusal<'admission_required' | 'unavailable'>;
type Verdict = Answer | undefined;

export function createAdmissionCheck(deps: CheckDeps): AdmissionCheck {
  const { rooms, passes, ended, core, isHearing } = deps;

  function refused(answer: Answer): Answer {
    deps.onRefused(answer.code);
    return answer;
  }
  const needed = (eventId: number): Answer => refused(refuse('admission_required', { eventId }));
  const unknown = (): Answer => refused(refuse('unavailable', { retryAfterSeconds: 1 }));

  async function askDatabase({ e: eventId, i: id, p: personId }: Pass): Promise<Verdict> {
    try {
      const running = await core.admissionById(eventId, id);
      return running?.personId === personId ? undefined : needed(eventId);
    } catch {
      return unknown();
    }
  }

  function checkPass(
    known: KnownRoom,
    room: Room,
    personId: string,
    text: string | undefined,
  ): Verdict | Promise<Verdict> {
    const { eventId } = room;
    const pass = text === undefined ? undefined : passes.read(text);
    if (pass === undefined || pass.e !== eventId || pass.p !== personId) return needed(eventId);
    const nowMs = rooms.databaseNowMs(known);
    if (nowMs >= pass.x || ended.has(pass.i)) return needed(eventId);
    const isKnown = isHearing() && ended.knowsSince(nowMs - pass.a);
    return isKnown ? undefined : askDatabase(pass);
  }

  function judge(
    known: KnownRoom,
    personId: string,
    text: string | undefined,
  ): Verdict | Promise<Verdict> {
    const { room } = known;
    if (room === undefined || room.settings.mode === 'off') return undefined;
    if (rooms.isStale(known)) return unknown();
    if (isEngaged(room)) return checkPass(known, room, personId, text);
    deps.onBuyer(room.eventId, personId);
    return undefined;
  }

  return (personId, eventId, text) => {
    const known = rooms.peek(eventId);
    if (known !== undefined) return judge(known, personId, text);
    return Promise.resolve(rooms.get(eventId)).then(
      (read) => judge(read, personId, text),
      () => unknown(),
    );
  };
}
