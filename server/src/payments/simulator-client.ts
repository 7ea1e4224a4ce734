/**
 * The payment simulator as a PaymentProvider, over HTTP like a real one. Only an answer that says
 * plainly what happened counts; everything else (no answer, half of one, another status, a page of
 * some proxy) is ProviderUnreachable, because the money may have moved.
 */
import { declineCodes } from '@onsale/contract/decline.ts';
import { type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { assert } from '../lib/assert.ts';
import { withDeadline } from '../lib/deadline.ts';
import { ok, refuse } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import {
  type ChargeState,
  type PaymentProvider,
  ProviderUnreachable,
  type RefundState,
} from './provider.ts';
import { createHttp, type Http } from './simulator-http.ts';
import { isSigned, SIGNATURE_HEADER } from './simulator-signature.ts';

export type Target = { readonly url: string; readonly secret: string };

export type SimulatorClientOptions = {
  /** Where it is now: a child that was restarted may be somewhere else. */
  readonly target: () => Target | Promise<Target>;
  /** The current one, and the previous one while secrets are being changed. */
  readonly webhookSecrets: readonly string[];
  readonly timeoutMs: number;
  readonly connectionsMax?: number;
};

export type SimulatorClient = PaymentProvider & { close(): void };

const CONNECTIONS_MAX = 64;

const Money = { key: Type.String(), amountMinor: Type.Integer(), currency: Type.String() };
const ref = Type.String({ minLength: 1 });
const ChargeAnswer = Type.Union([
  Type.Object({
    ...Money,
    ref,
    status: Type.Union([Type.Literal('succeeded'), Type.Literal('pending')]),
  }),
  Type.Object({
    ...Money,
    ref,
    status: Type.Literal('declined'),
    code: Type.Union(declineCodes.map((code) => Type.Literal(code))),
  }),
  Type.Object({ key: Type.String(), status: Type.Literal('cancelled') }),
]);
const RefundAnswer = Type.Object({
  ...Money,
  ref,
  chargeRef: Type.String(),
  status: Type.Union([Type.Literal('succeeded'), Type.Literal('pending'), Type.Literal('failed')]),
});
const Refusal = Type.Object({ error: Type.Object({ code: Type.String() }) });
const Event = Type.Union([
  Type.Object({
    id: Type.String({ minLength: 1, maxLength: 100 }),
    type: Type.String({ pattern: '^charge\\.' }),
    data: ChargeAnswer,
  }),
  Type.Object({
    id: Type.String({ minLength: 1, maxLength: 100 }),
    type: Type.String({ pattern: '^refund\\.' }),
    data: RefundAnswer,
  }),
]);

type Asked = { readonly amountMinor: number; readonly currency: string };

export function createSimulatorClient(options: SimulatorClientOptions): SimulatorClient {
  const http = createHttp(options.connectionsMax ?? CONNECTIONS_MAX);
  const call = (method: 'GET' | 'POST', path: string, key?: Uuid, body?: object) =>
    exchange(http, options, { method, path, key, body });

  return {
    name: 'simulator',
    timeoutMs: options.timeoutMs,
    async charge({ key, ...body }) {
      const answer = await call('POST', '/v1/charges', key, body);
      return chargeState(parse(ChargeAnswer, answer), key, body);
    },
    async findCharge(key) {
      const answer = await call('GET', `/v1/charges/${key}`);
      if (answer.code === 'unknown_key') return { state: 'missing' };
      return chargeState(parse(ChargeAnswer, answer), key);
    },
    async cancelCharge(key) {
      const answer = await call('POST', `/v1/charges/${key}/cancel`);
      const state = chargeState(parse(ChargeAnswer, answer), key);
      assert(state.state !== 'pending', `charge ${key} is pending after it was cancelled`);
      return state;
    },
    async refund({ key, ...body }) {
      const answer = await call('POST', '/v1/refunds', key, body);
      return refundState(parse(RefundAnswer, answer), key, body);
    },
    async findRefund(key) {
      const answer = await call('GET', `/v1/refunds/${key}`);
      if (answer.code === 'unknown_key') return { state: 'missing' };
      return refundState(parse(RefundAnswer, answer), key);
    },
    readWebhook(headers, body, nowMs) {
      const signature = headers[SIGNATURE_HEADER];
      if (typeof signature !== 'string') return refuse('invalid_signature');
      if (!isSigned(signature, body, options.webhookSecrets, nowMs)) {
        return refuse('invalid_signature');
      }
      const event: unknown = JSON.parse(body.toString('utf8'));
      // Signed by the simulator and not understood: the two are of different releases.
      assert(Value.Check(Event, event), 'a signed event has an unknown form');
      const { id, data } = event;
      const key = data.key as Uuid;
      return 'chargeRef' in data
        ? ok({ id, kind: 'refund', key, refund: refundState(data, key) })
        : ok({ id, kind: 'charge', key, charge: chargeState(data, key) });
    },
    close: () => http.close(),
  };
}

type Request = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly key: Uuid | undefined;
  readonly body: object | undefined;
};
type Reply = { readonly body: unknown; readonly code?: string };

async function exchange(
  http: Http,
  options: SimulatorClientOptions,
  wish: Request,
): Promise<Reply> {
  const { timeoutMs } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const work = async () => {
      const { url, secret } = await options.target();
      return http.send({
        method: wish.method,
        url: new URL(wish.path, url),
        headers: {
          authorization: `Bearer ${secret}`,
          ...(wish.key !== undefined && { 'idempotency-key': wish.key }),
        },
        ...(wish.body !== undefined && { body: JSON.stringify(wish.body) }),
        signal,
      });
    };
    const { status, text } = await withDeadline(work(), timeoutMs);
    const body: unknown = JSON.parse(text);
    if (status === 200) return { body };
    const code = Value.Check(Refusal, body) ? body.error.code : 'unknown';
    if (status === 404 && code === 'unknown_key') return { body, code };
    // Our own mistakes: repeating them would not help, hiding them would not either.
    const isOurs = status === 409 || (status === 400 && code !== 'unknown');
    assert(!isOurs, `the payment simulator refused ${wish.path}: ${status} ${code}`);
    throw new Error(`it answered ${status} ${code}`);
  } catch (error) {
    if (error instanceof Error && error.name === 'AssertionError') throw error;
    const what = `No outcome of ${wish.method} ${wish.path.split('/', 3).join('/')}`;
    throw new ProviderUnreachable(`${what} from the payment simulator.`, { cause: error });
  }
}

function parse<Schema extends TSchema>(schema: Schema, { body }: Reply) {
  if (Value.Check(schema, body)) return body;
  throw new ProviderUnreachable('The payment simulator gave an answer of unknown form.');
}

type ChargeShown = ReturnType<typeof parse<typeof ChargeAnswer>>;
type RefundShown = ReturnType<typeof parse<typeof RefundAnswer>>;

function chargeState(shown: ChargeShown, key: Uuid, asked?: Asked): ChargeState {
  assert(shown.key === key, `asked about charge ${key}, told about ${shown.key}`);
  if (shown.status === 'cancelled') return { state: 'cancelled' };
  assertSame(shown, asked, key);
  return shown.status === 'declined'
    ? { state: 'declined', ref: shown.ref, code: shown.code }
    : { state: shown.status, ref: shown.ref };
}

function refundState(shown: RefundShown, key: Uuid, asked?: Asked): RefundState {
  assert(shown.key === key, `asked about refund ${key}, told about ${shown.key}`);
  assertSame(shown, asked, key);
  return { state: shown.status, ref: shown.ref };
}

/** Another amount than we asked for is a bug of somebody, and must not pass for a payment. */
function assertSame(shown: Asked, asked: Asked | undefined, key: Uuid): void {
  if (asked === undefined) return;
  const isSame = shown.amountMinor === asked.amountMinor && shown.currency === asked.currency;
  assert(isSame, `${key}: asked ${asked.amountMinor} ${asked.currency}, got something else`);
}
