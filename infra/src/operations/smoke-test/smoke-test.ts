/**
 * Uses the product as a partner would: makes an event with three tickets, reads it, books two of
 * them, finds the booking again, is refused two more, and takes everything back. A release is worth
 * trying only when all of it works.
 */
import { type Answer, type Http, pick } from './http.ts';

export type SmokeTest = {
  readonly http: Http;
  /** With the scopes `events:*` and `reservations:*`. Absent: only health is asked. */
  readonly apiKey: string | undefined;
  /** Unique to this run: it names the event, the buyer and the idempotency keys. */
  readonly runId: string;
  readonly nowMs: number;
  readonly report: (line: string) => void;
};

const seats = 3;
const booked = 2;
const yearMs = 365 * 86_400_000;

class Failed extends Error {}

/** Resolves to what went wrong; to `undefined` when nothing did. */
export async function runSmokeTest(test: SmokeTest): Promise<string | undefined> {
  const made: { eventId?: number; reservationId?: string } = {};
  try {
    await checkHealth(test);
    if (test.apiKey === undefined) test.report('No API key is given: nothing is bought.');
    else await buy(test, made);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await takeBack(test, made);
  }
}

async function checkHealth({ http, report }: SmokeTest): Promise<void> {
  const health = await ask('health', http('GET', '/api/health'), 200);
  expectThat('health', pick(health.body, 'status') === 'UP', 'its status is not UP');
  const database = pick(health.body, 'database');
  expectThat('health', database === 'connected', `its database is ${String(database)}`);
  await ask('readiness', http('GET', '/readyz'), 200);
  report('It is healthy and ready.');
}

async function buy(
  { http, apiKey, runId, nowMs, report }: SmokeTest,
  made: { eventId?: number; reservationId?: string },
): Promise<void> {
  const authorization = { authorization: `Bearer ${apiKey ?? ''}` };
  const write = (path: string, key: string, body: Readonly<Record<string, unknown>>) =>
    http('POST', path, { body, headers: { ...authorization, 'idempotency-key': key } });
  const read = (path: string) => http('GET', path, { headers: authorization });

  const event = {
    eventName: `Smoke test ${runId}`,
    totalSeats: seats,
    // Far away, so that it is the last on every list as long as it exists.
    eventDate: new Date(nowMs + yearMs).toISOString().slice(0, 19),
  };
  const created = await ask(
    'creating an event',
    write('/api/events', `${runId}-event`, event),
    200,
  );
  const eventId = pick(created.body, 'data', 'eventId');
  expectThat('creating an event', typeof eventId === 'number', 'the answer has no id');
  made.eventId = Number(eventId);
  report(`Event ${made.eventId} is made.`);

  await ask('listing events', read('/api/events'), 200);
  // The second time from the cache, with the same answer.
  for (const time of ['first', 'second']) {
    const found = await ask(`reading it a ${time} time`, read(`/api/events/${made.eventId}`), 200);
    const left = pick(found.body, 'data', 'availableSeats');
    expectThat(`reading it a ${time} time`, left === seats, `${String(left)} seats are left`);
  }

  const userId = `smoke-${runId}`;
  const booking = { eventId: made.eventId, userId, quantity: booked };
  const book = (key: string) => write('/api/reservations', `${runId}-${key}`, booking);
  const reserved = await ask('booking', book('booking'), 200);
  const reservationId = pick(reserved.body, 'data', 'reservationId');
  made.reservationId = String(reservationId);
  expectThat(
    'booking',
    pick(reserved.body, 'data', 'status') === 'CONFIRMED',
    'it is not confirmed',
  );
  const repeated = await ask('booking again with the same key', book('booking'), 200);
  expectThat(
    'booking again with the same key',
    pick(repeated.body, 'data', 'reservationId') === reservationId,
    'it booked twice',
  );
  const listed = await ask('listing bookings', read(`/api/reservations/user/${userId}`), 200);
  expectThat(
    'listing bookings',
    pick(listed.body, 'data', 0, 'reservationId') === reservationId,
    'the booking is not there',
  );
  const refused = await ask('booking more than is left', book('too-many'), 409);
  const code = pick(refused.body, 'error', 'code');
  expectThat('booking more than is left', code === 'sold_out', `it is refused as ${String(code)}`);
  report(`${booked} of ${seats} tickets were booked, once, and ${booked} more refused.`);
}

/** What can be taken back is, whatever went wrong before; a failure of it is only told. */
async function takeBack(
  { http, apiKey, report }: SmokeTest,
  { eventId, reservationId }: { eventId?: number; reservationId?: string },
): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey ?? ''}` };
  const attempt = async (what: string, answer: () => Promise<Answer>): Promise<void> => {
    try {
      const { status } = await answer();
      if (status >= 300) report(`${what} was answered ${status}.`);
    } catch (error) {
      report(`${what} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  if (reservationId !== undefined) {
    const path = `/api/reservations/${reservationId}`;
    await attempt('Cancelling the booking', () => http('DELETE', path, { headers }));
  }
  if (eventId !== undefined) {
    const path = `/api/v1/events/${eventId}/cancel`;
    await attempt('Cancelling the event', () => http('POST', path, { headers }));
  }
}

async function ask(what: string, asked: Promise<Answer>, status: number): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await asked;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Failed(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const code = pick(answer.body, 'error', 'code');
  expectThat(
    what,
    answer.status === status,
    `answered ${answer.status}${typeof code === 'string' ? ` (${code})` : ''} instead of ${status}`,
  );
  return answer;
}

function expectThat(what: string, isSo: boolean, problem: string): void {
  if (!isSo) throw new Failed(`${what}: ${problem}`);
}
