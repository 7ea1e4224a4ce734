/** How many streams there may be: in the process, of one address, and of one session. */
import { ok, refuse, type Result } from '../lib/result.ts';

export type AdmissionLimits = {
  readonly streamsMax: number;
  /** Generous: a whole office, or a mobile carrier's customers, may share an address. */
  readonly perAddressMax: number;
  /** Tabs share one stream; this leaves room for those that cannot, and for half-dead connections. */
  readonly perSessionMax: number;
};

export const admissionDefaults: AdmissionLimits = {
  streamsMax: 10_000,
  perAddressMax: 1_000,
  perSessionMax: 8,
};

/** Who wants to listen. `address`: a household of IPv6 addresses counts as one, if the caller says so. */
export type LiveCaller = { readonly address: string; readonly session?: string };

export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #addresses = new Map<string, number>();
  readonly #sessions = new Map<string, number>();
  #streams = 0;
  /** Refused since the start. */
  refused = 0;

  constructor(limits: Partial<AdmissionLimits> = {}) {
    this.#limits = { ...admissionDefaults, ...limits };
  }

  /** Takes a place; the answer gives it back. */
  enter({ address, session }: LiveCaller): Result<() => void, 'rate_limited' | 'unavailable'> {
    const { streamsMax, perAddressMax, perSessionMax } = this.#limits;
    if (this.#streams >= streamsMax) return this.#refuse('unavailable', streamsMax);
    if (count(this.#addresses, address) >= perAddressMax) {
      return this.#refuse('rate_limited', perAddressMax);
    }
    if (session !== undefined && count(this.#sessions, session) >= perSessionMax) {
      return this.#refuse('rate_limited', perSessionMax);
    }
    this.#move(address, session, 1);
    let isInside = true;
    return ok(() => {
      if (isInside) this.#move(address, session, -1);
      isInside = false;
    });
  }

  #refuse(code: 'rate_limited' | 'unavailable', streamsMax: number) {
    this.refused += 1;
    return refuse(code, { streamsMax, retryAfterSeconds: 10 });
  }

  #move(address: string, session: string | undefined, by: 1 | -1): void {
    this.#streams += by;
    add(this.#addresses, address, by);
    if (session !== undefined) add(this.#sessions, session, by);
  }
}

const count = (counts: ReadonlyMap<string, number>, name: string): number => counts.get(name) ?? 0;

function add(counts: Map<string, number>, name: string, by: 1 | -1): void {
  const next = count(counts, name) + by;
  if (next > 0) counts.set(name, next);
  else counts.delete(name);
}
