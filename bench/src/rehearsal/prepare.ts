/** Before the crowd comes: the rehearsal is made (or looked up), and our clock is set to the server's. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ProductEvent } from '@onsale/contract/product.ts';
import type { QueueStatus, RoomPatch, RoomSettings } from '@onsale/contract/queue.ts';
import { guardAddress, guardEvent, Refused } from './guard.ts';
import type { Options } from './options.ts';

export type Prepared = {
  readonly event: ProductEvent;
  /** This run has made it. */
  readonly isNew: boolean;
  /** The event that is rehearsed. */
  readonly of: ProductEvent;
  /** Undefined: there is no waiting room, or no key to see its settings with. */
  readonly room: RoomSettings | undefined;
  /** When the sale opens, ms since the epoch by the clock of this machine. */
  readonly opensAtMs: number;
};

type Reply = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly dateMs: number;
};

export async function ask(
  { url, key }: Pick<Options, 'url' | 'key'>,
  method: string,
  path: string,
  body?: object,
): Promise<Reply> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    dateMs: Date.parse(response.headers.get('date') ?? ''),
  };
}

async function readEvent(options: Options, eventId: number): Promise<ProductEvent> {
  const { status, body } = await ask(options, 'GET', `/api/v1/events/${eventId}`);
  if (status !== 200) throw new Refused(`event ${eventId}: ${whyNot(status, body)}`);
  return body['event'] as ProductEvent;
}

/** What was made a moment ago may not have reached every process of the deployment yet. */
async function readMade(options: Options, eventId: number): Promise<ProductEvent> {
  for (let tries = 1; ; tries++) {
    try {
      return await readEvent(options, eventId);
    } catch (error) {
      if (tries === TRIES_MAX) throw error;
      await delay(TRY_AGAIN_MS);
    }
  }
}

const TRIES_MAX = 20;
const TRY_AGAIN_MS = 250;

const whyNot = (status: number, body: Record<string, unknown>): string => {
  const error = body['error'] as { readonly code?: string; readonly message?: string } | undefined;
  return error === undefined ? `status ${status}` : `${error.code}: ${error.message}`;
};

/** Throws a Refused when there is nothing that may be loaded. */
export async function prepare(options: Options): Promise<Prepared> {
  guardAddress(options.url, options.allowHttp);
  const named = await readEvent(options, options.eventId);
  const isNew = named.rehearsalOf === undefined;
  const made = isNew ? await makeRehearsal(options, named) : named;
  // Whatever was answered: the event itself is asked what it is, before anything is sent to it.
  const event = guardEvent(await readMade(options, made.id), isNew ? named.id : undefined);
  const of = isNew ? named : await readEvent(options, event.rehearsalOf ?? 0);
  const offsetMs = await clockOffset(options, event.id);
  return {
    event,
    isNew,
    of,
    room: await readRoom(options, event.id),
    opensAtMs: Date.parse(event.saleOpensAt ?? '') - offsetMs,
  };
}

async function makeRehearsal(options: Options, event: ProductEvent): Promise<ProductEvent> {
  if (options.key === undefined) {
    throw new Refused(
      `event ${event.id} is a real event and is never loaded itself; with --key (events:write) a ` +
        'rehearsal of it is made',
    );
  }
  const room = roomOf(options);
  const { status, body } = await ask(options, 'POST', `/api/v1/events/${event.id}/rehearsals`, {
    opensInSeconds: Math.ceil(options.opensInSeconds),
    ...(options.holdSeconds === undefined ? {} : { holdSeconds: options.holdSeconds }),
    ...(room === undefined ? {} : { room }),
  });
  if (status !== 201) throw new Refused(`no rehearsal was made: ${whyNot(status, body)}`);
  return body['event'] as ProductEvent;
}

/** What is wished for the waiting room, over the settings of the event. */
function roomOf({ room, activeMax, perMinuteMax, challenge }: Options): RoomPatch | undefined {
  const patch: RoomPatch = {
    ...(room === 'always' ? { mode: 'always' as const } : {}),
    ...(activeMax === undefined ? {} : { activeMax }),
    ...(perMinuteMax === undefined ? {} : { perMinuteMax }),
    ...(challenge || room === 'copy' ? {} : { challenge: 'off' as const }),
  };
  return Object.keys(patch).length === 0 ? undefined : patch;
}

async function readRoom(options: Options, eventId: number): Promise<RoomSettings | undefined> {
  if (options.key === undefined) return undefined;
  const { status, body } = await ask(options, 'GET', `/api/v1/events/${eventId}/queue/room`);
  return status === 200 ? (body['settings'] as RoomSettings) : undefined;
}

/** How far the server's clock is ahead of ours, in ms; within a second or so. */
async function clockOffset(options: Options, eventId: number): Promise<number> {
  const sentMs = Date.now();
  const { status, body, dateMs } = await ask(options, 'GET', `/api/v1/events/${eventId}/queue`);
  const middleMs = (sentMs + Date.now()) / 2;
  const toldMs =
    status === 200 ? Date.parse((body as Partial<QueueStatus>).serverTime ?? '') : dateMs + 500;
  // On one machine they are the same clock, and a status that is a second old must not say otherwise.
  return Number.isNaN(toldMs) || Math.abs(toldMs - middleMs) < 1_500 ? 0 : toldMs - middleMs;
}

/** Answers how many rows went. */
export async function removeRehearsal(options: Options, eventId: number): Promise<number> {
  const { status, body } = await ask(options, 'DELETE', `/api/v1/events/${eventId}/rehearsal`);
  if (status !== 200) throw new Refused(`the rehearsal was not removed: ${whyNot(status, body)}`);
  return Number(body['rows']);
}
