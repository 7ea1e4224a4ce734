/** Others who hold seats and give them back: so many changes a second on the map of an event. */
import { uuidV7 } from '../../src/lib/uuid-v7.ts';

const PARTY = 2;
const RIVALS = 5;

export type Rivals = {
  /** Seats that have changed so far. */
  readonly changes: () => number;
  /** The last refusal, for when nothing changes. */
  readonly trouble: () => string | undefined;
  readonly stop: () => Promise<void>;
};

/** @param perSecond seats that change; half of them are taken, half come back */
export function startRivals(site: string, eventId: number, perSecond: number): Rivals {
  let changes = 0;
  let trouble: string | undefined;
  const end = new AbortController();
  const pauseMs = (1_000 * PARTY * RIVALS) / perSecond;

  async function rival(): Promise<void> {
    let cookie = '';
    const post = async (path: string, body: object): Promise<boolean> => {
      const response = await fetch(`${site}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie },
        body: JSON.stringify(body),
      });
      const set = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
      if (set.length > 0) cookie = set.join('; ');
      if (!response.ok) trouble = `${response.status} ${await response.text()}`.slice(0, 200);
      return response.ok;
    };
    await post('/session', {});
    while (!end.signal.aborted) {
      const id = uuidV7();
      const wish = { id, bestAvailable: { party: PARTY } };
      if (await post(`/events/${eventId}/reservations`, wish)) changes += PARTY;
      await pause(pauseMs);
      if (await post(`/events/${eventId}/reservations/${id}/cancel`, {})) changes += PARTY;
      await pause(pauseMs);
    }
  }
  const running = Array.from({ length: RIVALS }, rival);
  return {
    changes: () => changes,
    trouble: () => trouble,
    async stop() {
      end.abort();
      await Promise.allSettled(running);
    },
  };
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
