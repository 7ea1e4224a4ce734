/**
 * What each user of the load test does, as k6 runs it: looks at the list of events and at one of
 * them, as most visitors do. The goals are document B's; a run that misses them fails.
 */
/** Of the product's own API, for everybody. */
export const eventsPath = '/api/v1/events';

export const script = `import http from 'k6/http';
import { check, sleep } from 'k6';

export const options = {
  vus: Number(__ENV.USERS),
  duration: __ENV.DURATION,
  userAgent: __ENV.USER_AGENT,
  thresholds: {
    http_req_duration: ['p(99)<300'],
    http_req_failed: ['rate<0.001'],
  },
};

const list = __ENV.TARGET + '${eventsPath}';

export function setup() {
  const answer = http.get(list);
  const events = answer.status === 200 ? answer.json('events') : [];
  return { ids: events.slice(0, 20).map(({ id }) => id) };
}

export default function ({ ids }) {
  check(http.get(list), { 'list answers': ({ status }) => status === 200 });
  if (ids.length > 0) {
    const id = ids[Math.floor(Math.random() * ids.length)];
    const one = http.get(list + '/' + id, { tags: { name: 'event' } });
    check(one, { 'event answers': ({ status }) => status === 200 });
  }
  sleep(0.5);
}
`;
