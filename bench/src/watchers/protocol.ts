/** What the processes of `npm run bench:live` tell each other. */

/** `ws` is the yardstick: a plain broadcast of the same bytes. */
export const transports = ['ws', 'sse', 'socket.io'] as const;
export type Transport = (typeof transports)[number];

export type Load = {
  readonly seconds: number;
  /** Changes a second, and seats that each of them names. */
  readonly perSecond: number;
  readonly seats: number;
};

export type ServerAsk =
  /** Memory after a garbage collection. */
  { readonly t: 'memory' } | ({ readonly t: 'run' } & Load);

export type ServerAnswer =
  | { readonly t: 'listening'; readonly port: number }
  | { readonly t: 'memory'; readonly rssBytes: number; readonly heapBytes: number }
  | {
      readonly t: 'ran';
      /** Of the server process, user and system, while it ran. */
      readonly cpuMicros: number;
      readonly wallMicros: number;
      /** Frames written: fewer than deliveries where changes were merged. */
      readonly writes: number;
      /** When each change was published, by sequence number from `firstSeq`: ns of the machine's clock. */
      readonly firstSeq: number;
      readonly publishedNs: readonly string[];
      readonly bytesPerChange: number;
    };

export type ClientAsk =
  | {
      readonly t: 'connect';
      readonly transport: Transport;
      readonly port: number;
      readonly count: number;
    }
  /** Forgets what was measured so far. */
  | { readonly t: 'begin' }
  | { readonly t: 'report'; readonly firstSeq: number; readonly publishedNs: readonly string[] }
  | { readonly t: 'close' };

export type ClientAnswer =
  | { readonly t: 'connected' }
  | { readonly t: 'begun' }
  /** Deliveries by milliseconds that they took; `histogram[10000]`: longer. */
  | {
      readonly t: 'report';
      readonly histogram: readonly number[];
      readonly open: number;
      readonly missing: number;
    }
  | { readonly t: 'closed' };

export const HISTOGRAM_MS = 10_000;
