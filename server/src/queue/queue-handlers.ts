/** Taking a place, looking after it, coming in, and leaving: what one person does in a waiting room. */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { QueueEntry } from '@onsale/contract/queue.ts';
import type { Answer, Asker, Handlers, Person } from '../lib/handler.ts';
import { ok, refuse, type Refusal } from '../lib/result.ts';
import type { MadeChallenge } from './challenge.ts';
import { opensAtMs, phaseOf } from './model/phase.ts';
import type { Entry, Room } from './model/room.ts';
import { presaleHash } from './presale-hash.ts';
import { presentAdmission, presentEntry } from './present-status.ts';
import type { KnownRoom } from './room-board.ts';
import type { QueueDeps } from './routes.ts';

type Served = Pick<
  Handlers<ProductApi>,
  'askChallenge' | 'joinQueue' | 'readMyEntry' | 'leaveQueue' | 'admit'
>;
type Joining = Parameters<Served['joinQueue']>[0];

/** Before the opening it is told from memory to wait, unless it opens this soon. */
const NEARLY_OPEN_MS = 2_000;
const NONCE_BYTES = 16;

const tooFast = (waitMs: number): Refusal<'rate_limited'> =>
  refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });

export function queueHandlers(deps: QueueDeps): Served {
  const { core, rooms, book, positions, tickets, passes, ended, limits, challenges } = deps;
  const { metrics, ids, randomBytes } = deps;

  /** An event without a room is told apart from one that does not exist. */
  async function noRoom<Code extends ErrorCode>(
    eventId: number,
    code: Code,
  ): Promise<Refusal<Code | 'event_not_found'>> {
    return (await book.get(eventId)) === undefined ? refuse('event_not_found') : refuse(code);
  }

  /** At once, unless the order has to be computed first. */
  function show(entry: Entry, room: Room): QueueEntry | Promise<QueueEntry> {
    const ticket = tickets.write(entry);
    const now = positions.now(room, entry.number);
    return now === 'unknown'
      ? positions.of(room, entry.number).then((position) => presentEntry(entry, position, ticket))
      : presentEntry(entry, now, ticket);
  }

  /** What can be told from memory: the rest is for the database to say. */
  function mayJoin(known: KnownRoom, room: Room, person: Person, body: Joining['body']) {
    const nowMs = rooms.databaseNowMs(known);
    const phase = phaseOf(room, nowMs);
    if (phase === 'off' || phase === 'idle') return refuse('queue_closed');
    const opens = opensAtMs(room);
    if (phase === 'closed' && nowMs < opens - NEARLY_OPEN_MS) {
      return refuse('queue_not_open', { opensAt: new Date(opens).toISOString() });
    }
    const { access } = room.settings;
    if (access === 'accounts' && person.account === undefined) return refuse('account_required');
    return access === 'codes' && body.code === undefined ? refuse('code_required') : undefined;
  }

  async function prove(room: Room, person: Person, solution: string | undefined) {
    if (solution === undefined) {
      metrics.challenge('required');
      return refuse('challenge_required');
    }
    const outcome = await challenges.check(room.eventId, person.personId, solution);
    metrics.challenge(outcome);
    if (outcome === 'solved') return undefined;
    return outcome === 'failed'
      ? refuse('challenge_failed')
      : refuse('unavailable', { retryAfterSeconds: 1 });
  }

  async function draw(
    { params: { eventId }, body }: Joining,
    { personId }: Person,
    room: Room,
    asker?: Asker,
  ): Promise<Answer<ProductApi['joinQueue']>> {
    const nonce = randomBytes(NONCE_BYTES);
    const codeHash = body.code === undefined ? undefined : presaleHash(eventId, body.code);
    const ask = { personId, nonce, ...(codeHash !== undefined && { codeHash }) };
    const joined = await core.join(eventId, ask);
    if (!joined.ok) return joined;
    // A new place has the very nonce that was given.
    if (joined.value.nonce === nonce) limits.joined(asker?.ip);
    const entry = show(joined.value, room);
    return ok({ entry: entry instanceof Promise ? await entry : entry });
  }

  async function join(
    input: Joining,
    person: Person,
    asker?: Asker,
  ): Promise<Answer<ProductApi['joinQueue']>> {
    const { eventId } = input.params;
    const waitMs = limits.takePerson(person.personId) || limits.takeAddress(asker?.ip);
    if (waitMs > 0) return tooFast(waitMs);
    const asked = rooms.get(eventId);
    const known = asked instanceof Promise ? await asked : asked;
    const { room } = known;
    if (room === undefined) return noRoom(eventId, 'queue_closed');
    const needsProof = limits.triesFor(room.settings.challenge, asker?.ip) > 0;
    const refused =
      mayJoin(known, room, person, input.body) ??
      (needsProof ? await prove(room, person, input.body.solution) : undefined);
    if (refused === undefined) return draw(input, person, room, asker);
    // Who has a place gets it again, whatever is asked of others.
    const mine = await core.entryOf(eventId, person.personId);
    return mine === undefined ? refused : ok({ entry: await show(mine.entry, room) });
  }

  return {
    async joinQueue(input, person, _traceId, asker) {
      const answer = await join(input, person, asker);
      metrics.joined(answer.ok ? 'ok' : answer.code);
      return answer;
    },

    async askChallenge({ params: { eventId } }, person, _traceId, asker) {
      const waitMs = limits.takePerson(person.personId) || limits.takeAddress(asker?.ip);
      if (waitMs > 0) return tooFast(waitMs);
      const { room } = await rooms.get(eventId);
      if (room === undefined) return noRoom(eventId, 'queue_closed');
      const tries = Math.max(1, limits.triesFor(room.settings.challenge, asker?.ip));
      const made: MadeChallenge = await challenges.make(eventId, person.personId, tries);
      metrics.challenge('asked');
      return ok({
        challenge: { ...made.challenge },
        expiresAt: new Date(made.expiresAtMs).toISOString(),
      });
    },

    async readMyEntry({ params: { eventId } }, { personId }) {
      const { room } = await rooms.get(eventId);
      if (room === undefined) return noRoom(eventId, 'entry_not_found');
      const mine = await core.entryOf(eventId, personId);
      if (mine === undefined) return refuse('entry_not_found');
      const { entry, admission, position } = mine;
      return ok({
        entry: presentEntry(entry, position, tickets.write(entry)),
        ...(admission && { admission: presentAdmission(admission, passes.write(admission)) }),
      });
    },

    async leaveQueue({ params: { eventId } }, { personId }) {
      const { room } = await rooms.get(eventId);
      if (room === undefined) {
        return (await book.get(eventId)) ? ok({ left: false }) : refuse('event_not_found');
      }
      const mine = await core.entryOf(eventId, personId);
      if (mine === undefined) return ok({ left: false });
      const left = await core.leave(eventId, personId);
      // Here at once; other processes hear of it from the outbox.
      if (left.ok && mine.admission !== undefined) ended.note(mine.admission.id);
      return left;
    },

    async admit({ params: { eventId } }, { personId }) {
      const waitMs = limits.takePerson(personId);
      if (waitMs > 0) return tooFast(waitMs);
      const { room } = await rooms.get(eventId);
      const answer =
        room === undefined
          ? await noRoom(eventId, 'entry_not_found')
          : await core.admit(eventId, { personId, id: ids.next() });
      metrics.admitted(answer.ok ? 'ok' : answer.code);
      if (!answer.ok) return answer;
      return ok({ admission: presentAdmission(answer.value, passes.write(answer.value)) });
    },
  };
}
