/**
 * What goes wrong by chance, and how often: the fault profile. It applies to charges of `sim_ok` and
 * to their refunds; the other tokens misbehave in their own fixed way. The same seed and key always
 * meet the same fate, so a run can be repeated.
 */
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const Share = Type.Number({ minimum: 0, maximum: 1 });
const Milliseconds = Type.Integer({ minimum: 0, maximum: 3_600_000 });

export const Faults = Type.Object(
  {
    seed: Type.String({ maxLength: 100 }),
    /** Half of the answers take longer than this. */
    latencyMedianMs: Milliseconds,
    /** One in a hundred takes longer than this; counts from the median upwards. */
    latencyP99Ms: Milliseconds,
    declineShare: Share,
    /** The connection is reset before anything happened. */
    unreachableShare: Share,
    /** The charge or refund is made, and the request is never answered. */
    timeoutShare: Share,
    /** Answered as pending; settled, and told by webhook, `lateMs` later. */
    lateShare: Share,
    lateMs: Milliseconds,
    lostWebhookShare: Share,
    duplicateWebhookShare: Share,
    /** "Pending" is told once more, after the outcome. */
    outOfOrderShare: Share,
    refundFailShare: Share,
  },
  { additionalProperties: false },
);
export type Faults = Readonly<Static<typeof Faults>>;

export const noFaults: Faults = {
  seed: 'onsale',
  latencyMedianMs: 0,
  latencyP99Ms: 0,
  declineShare: 0,
  unreachableShare: 0,
  timeoutShare: 0,
  lateShare: 0,
  lateMs: 2_000,
  lostWebhookShare: 0,
  duplicateWebhookShare: 0,
  outOfOrderShare: 0,
  refundFailShare: 0,
};

export const PartialFaults = Type.Partial(Faults, { additionalProperties: false });

/** A profile from some of its fields, the others without fault; a text that says what is wrong. */
export function readFaults(some: unknown): Faults | string {
  if (Value.Check(PartialFaults, some)) return { ...noFaults, ...some };
  const [first] = Value.Errors(PartialFaults, some);
  return `${first?.instancePath ?? ''} ${first?.message ?? 'is not a fault profile'}`.trim();
}

/** The same from JSON text, as it stands in a setting. */
export function parseFaults(text: string): Faults | string {
  try {
    return readFaults(JSON.parse(text));
  } catch {
    return 'is not JSON';
  }
}
