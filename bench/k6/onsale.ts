/**
 * The on-sale of a rehearsal for teams that use k6 (which runs TypeScript as it is): join the waiting
 * room, wait, come in, hold the best seats there are, order, pay with the simulator's card, leave.
 *
 *     k6 run -e URL=http://127.0.0.1:3000 -e EVENT=8 -e BUYERS=200 bench/k6/onsale.ts
 *
 * EVENT is a rehearsal (POST /api/v1/events/{id}/rehearsals makes one); a real event is refused. The
 * waiting room must ask for no proof of work. `npm run rehearse` does far more: see docs/rehearsal.md.
 */
// @ts-nocheck: the modules of k6 are its own.
import http from 'k6/http';
import { check, fail, sleep } from 'k6';
import { Counter, Trend } from 'k6/metrics';

const URL = __ENV.URL ?? 'http://127.0.0.1:3000';
const EVENT = Number(__ENV.EVENT);
const path = `${URL}/api/v1/events/${EVENT}`;

export const options = {
  scenarios: {
    onsale: {
      executor: 'per-vu-iterations',
      vus: Number(__ENV.BUYERS ?? 100),
      iterations: 1,
      maxDuration: __ENV.LIMIT ?? '10m',
    },
  },
  thresholds: { errors: ['count==0'], places_sold: ['count>0'] },
};

const errors = new Counter('errors');
const placesSold = new Counter('places_sold');
const waited = new Trend('waited_in_line', true);

/** UUIDv7: ids are the client's, so that repeating a request is safe. */
function newId() {
  const time = Date.now().toString(16).padStart(12, '0');
  const hex = Array.from({ length: 18 }, () => Math.floor(Math.random() * 16).toString(16)).join(
    '',
  );
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6)}`;
}

function send(method, url, body, headers = {}) {
  const params = {
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
    tags: { name: url.replace(/[0-9a-f-]{36}/g, ':id').replace(URL, '') },
  };
  for (;;) {
    const answer = http.request(
      method,
      url,
      body === undefined ? null : JSON.stringify(body),
      params,
    );
    if (answer.status !== 429 && answer.status !== 503) {
      if (answer.status >= 500 || answer.status === 0) errors.add(1);
      return answer;
    }
    sleep(Number(answer.headers['Retry-After'] ?? 1));
  }
}

export function setup() {
  const { event } = http.get(path).json();
  // The same guard as the rehearsal's: there is no way around it.
  if (event?.rehearsalOf === undefined)
    fail(`event ${EVENT} is not a rehearsal: it is never loaded`);
  return { opensAtMs: Date.parse(event.saleOpensAt) };
}

/** The pass; undefined where nobody has to wait; null when everything is sold. */
function standInLine() {
  const began = Date.now();
  let entry;
  for (;;) {
    const status = send('GET', `${path}/queue`).json();
    if (status.phase === undefined || status.phase === 'off' || status.phase === 'idle')
      return undefined;
    if (status.stock === 'sold_out' || status.phase === 'ended') return null;
    if (entry === undefined) {
      const joined = send('POST', `${path}/queue/entries`, {});
      if (joined.status !== 200) fail(`joining: ${joined.status} ${joined.body}`);
      ({ entry } = joined.json());
    }
    if (entry.position === undefined && status.cohortSize !== undefined) {
      ({ entry } = send('GET', `${path}/queue/entries/mine`).json());
    }
    if (entry.position !== undefined && entry.position <= status.servedUpTo) {
      const admitted = send('POST', `${path}/queue/admissions`);
      if (admitted.status === 200) {
        waited.add(Date.now() - began);
        return admitted.json().admission.pass;
      }
    }
    // The law of contract/src/queue-poll.ts.
    const ahead = (entry.position ?? Infinity) - status.servedUpTo;
    const { floorMs, ceilingMs, divisor, jitter } = status.poll;
    const untilOpenMs = Math.max(0, Date.parse(status.saleOpensAt) - Date.parse(status.serverTime));
    // Nobody has been called and nothing is in the way: one a second, at a guess.
    const guessed = status.reason === 'ok' || status.reason === 'nobody' ? 60 : 0;
    const perMinute = status.perMinute || guessed;
    const movingMs = perMinute === 0 ? Infinity : (ahead / perMinute) * 60000;
    // Nothing happens before the opening, and something does right after it.
    const waitMs = status.cohortSize === undefined ? untilOpenMs * divisor : movingMs;
    const spacedMs = Math.max(floorMs, Math.min(ceilingMs, waitMs / divisor));
    sleep((spacedMs * (1 + Math.random() * jitter)) / 1000);
  }
}

function buy(pass) {
  const headers = pass === undefined ? {} : { 'admission-pass': pass };
  const wish = { id: newId(), bestAvailable: { party: 1 + Math.floor(Math.random() * 2) } };
  const held = send('POST', `${path}/reservations`, wish, headers);
  if (held.status !== 201) return;
  const { reservation } = held.json();
  sleep(Math.random() * 3);
  const orderPath = `${path}/orders/${newId()}`;
  const buyer = { reservationId: reservation.id, email: 'k6@rehearsal.invalid', language: 'en' };
  const ordered = send('PUT', orderPath, buyer);
  if (!check(ordered, { ordered: ({ status }) => status === 200 })) return;
  let { order } = ordered.json();
  const payment = { id: newId(), source: 'sim_ok', totalMinor: order.totalMinor };
  ({ order } = send('POST', `${orderPath}/payments`, payment).json());
  while (order?.status === 'paying' || order?.status === 'paid') {
    sleep(0.4);
    ({ order } = send('GET', orderPath).json());
  }
  if (check(order, { bought: (one) => one?.status === 'complete' }))
    placesSold.add(reservation.quantity);
}

export default function onsale({ opensAtMs }) {
  send('POST', `${URL}/api/v1/session`);
  const pass = standInLine();
  if (pass === null) return;
  sleep(Math.max(0, opensAtMs - Date.now()) / 1000 + Math.random());
  buy(pass);
  send('DELETE', `${path}/queue/entries/mine`);
}
