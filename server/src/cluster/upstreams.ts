/**
 * The nodes behind the balancer: who is there, who is ready, who has the least to do. Each is asked for
 * its readiness all the time; one that says it is leaving gets nothing new, one that does not answer
 * gets nothing until it does.
 */
import { Agent, request } from 'node:http';

export type Group = 'api' | 'realtime';

export type Target = { readonly name: string; readonly group: Group; readonly port: number };

/**
 * `ready`: give it requests. `unready`: it answers, but lacks its database. `leaving`: it finishes what
 * it has. `away`: it does not answer.
 */
export type UpstreamState = 'ready' | 'unready' | 'leaving' | 'away';

export type Upstream = Target & {
  readonly agent: Agent;
  readonly state: UpstreamState;
  /** Requests under way, streams included. */
  readonly inFlight: number;
  began(): void;
  ended(): void;
  /** It refused a connection: known before the next question would tell. */
  lost(): void;
};

export type Upstreams = {
  /**
   * The ready one with the least to do; among equals they take turns. Where none is ready, one that
   * answers at all says so itself. The live channel goes to the api nodes when nobody else serves it.
   */
  pick(group: Group, tried?: ReadonlySet<Upstream>): Upstream | undefined;
  readonly all: readonly Upstream[];
  close(): void;
};

const POLL_MS = 100;
const ANSWER_MS = 1_000;
const rank: Readonly<Record<UpstreamState, number>> = { ready: 0, unready: 1, leaving: 2, away: 3 };

export function watchUpstreams(targets: readonly Target[]): Upstreams {
  const watched = targets.map(watchOne);
  let turn = 0;

  function best(group: Group, tried: ReadonlySet<Upstream> | undefined): Upstream | undefined {
    const open = watched.filter(
      (one) => one.group === group && one.state !== 'away' && tried?.has(one) !== true,
    );
    turn += 1;
    const inTurn = open.map((_, at) => open[(at + turn) % open.length] as Watched);
    return inTurn.toSorted((a, b) => rank[a.state] - rank[b.state] || a.inFlight - b.inFlight)[0];
  }

  return {
    all: watched,
    pick(group, tried) {
      const first = best(group, tried);
      return first ?? (group === 'realtime' ? best('api', tried) : undefined);
    },
    close() {
      for (const one of watched) one.close();
    },
  };
}

type Watched = Upstream & { close(): void };

function watchOne(target: Target): Watched {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 1_000, scheduling: 'lifo' });
  let state: UpstreamState = 'away';
  let inFlight = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function become(next: UpstreamState): void {
    if (isClosed) return;
    // It closes what is idle: a request must not meet that moment.
    if (next === 'leaving') forgetIdle(agent);
    state = next;
  }
  async function poll(): Promise<void> {
    become(await stateOf(target.port));
    if (!isClosed) timer = setTimeout(() => void poll(), POLL_MS);
  }
  void poll();

  return {
    ...target,
    agent,
    get state() {
      return state;
    },
    get inFlight() {
      return inFlight;
    },
    began: () => void (inFlight += 1),
    ended: () => void (inFlight -= 1),
    lost: () => become('away'),
    close() {
      isClosed = true;
      clearTimeout(timer);
      agent.destroy();
    },
  };
}

function forgetIdle(agent: Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}

/** Never rejects. On a connection of its own: one that is kept would hide a port that has closed. */
function stateOf(port: number): Promise<UpstreamState> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/readyz', agent: false });
    asked.setTimeout(ANSWER_MS, () => asked.destroy());
    asked.once('error', () => resolve('away'));
    asked.once('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text = (text + part).slice(0, 200)));
      answer.once('error', () => resolve('away'));
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve('ready');
        else resolve(text.includes('draining') ? 'leaving' : 'unready');
      });
    });
    asked.end();
  });
}
