/**
 * The two APIs as a careful client uses them: a request whose outcome is unknown is repeated as it
 * was, with the same id or key, until the answer is definite.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, HttpClient, Request } from '../support/http-client.ts';
import type { Journal } from './journal.ts';

export type Definite = Answer & {
  /** The code of a refusal; undefined when it was not refused. */
  readonly code: string | undefined;
  /** An earlier attempt may have had its effect. */
  readonly wasUnknown: boolean;
};

export type Calls = { send(wish: Request): Promise<Definite> };

const GIVE_UP_MS = 60_000;
const BETWEEN_MS = 25;

/** Throws when there is no definite answer within a minute: the service did not come back. */
export function createCalls(http: HttpClient, url: string, journal: Journal): Calls {
  return {
    async send(wish) {
      const deadline = performance.now() + GIVE_UP_MS;
      let wasUnknown = false;
      let last: unknown;
      while (performance.now() < deadline) {
        try {
          const answer = await http.send(url, wish);
          if (answer.status < 500) {
            journal.answers += 1;
            const { code } = (answer.body['error'] ?? {}) as { code?: string };
            return { ...answer, code, wasUnknown };
          }
          last = JSON.stringify(answer.body);
        } catch (error) {
          last = error;
        }
        if (!wasUnknown) journal.repeated += 1;
        wasUnknown = true;
        await delay(BETWEEN_MS);
      }
      throw new Error(`no definite answer to ${wish.method} ${wish.path}: ${String(last)}`);
    },
  };
}
