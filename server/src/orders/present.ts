/** An order as the product API shows it: what is true now, also of a hold that nobody has swept yet. */
import type { Order } from '@onsale/contract/order.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { PlaceLabels } from '../tickets/place-labels.ts';
import type { OrderFacts, PaymentFacts } from './model/facts.ts';
import type { FoundOrder, LineFacts } from './read-order.ts';

const instant = (ms: number): string => new Date(ms).toISOString();
const lower = <Text extends string>(text: Text) => text.toLowerCase() as Lowercase<Text>;

type Shown = {
  readonly found: FoundOrder;
  readonly event: EventRecord;
  readonly lines: readonly LineFacts[];
  readonly tickets: number;
};

export async function presentOrder(labels: PlaceLabels, shown: Shown): Promise<Order> {
  const { found, event, tickets } = shown;
  const { facts } = found;
  const { currency, totalMinor, holdEndsAtMs } = facts;
  const isRunning = (facts.state === 'OPEN' && !isOver(facts)) || facts.state === 'PAYING';
  return {
    id: facts.id,
    eventId: facts.eventId,
    reservationId: facts.reservationId,
    ...statusOf(facts),
    email: found.email,
    ...(found.name === null ? {} : { name: found.name }),
    language: found.language,
    currency,
    lines: await Promise.all(shown.lines.map((line) => presentLine(labels, event, line))),
    subtotalMinor: found.subtotalMinor,
    ...(found.discountMinor === 0 ? {} : { discountMinor: found.discountMinor }),
    ...(facts.promoCode === null ? {} : { promoCode: facts.promoCode }),
    feesMinor: found.feesMinor,
    totalMinor,
    paidMinor: sum(facts.payments),
    refundedMinor: sum(facts.refunds),
    payments: facts.payments.map(presentPayment),
    ...(isRunning && holdEndsAtMs !== null ? { expiresAt: instant(holdEndsAtMs) } : {}),
    createdAt: instant(found.createdAtMs),
    ...(found.completedAtMs === null ? {} : { completedAt: instant(found.completedAtMs) }),
    ...endOf(found),
    ...(event.refundableUntilMs === null
      ? {}
      : { refundableUntil: instant(event.refundableUntilMs) }),
    ...returnOf(found),
    tickets,
  };
}

/** An open order whose hold is over cannot be paid any more, whatever is stored yet. */
const isOver = ({ state, hold }: OrderFacts): boolean => state === 'OPEN' && hold !== 'PENDING';

function statusOf(facts: OrderFacts): Pick<Order, 'status' | 'endReason'> {
  if (isOver(facts)) return { status: 'ended', endReason: 'expired' };
  const { state, endReason } = facts;
  return { status: lower(state), ...(endReason === null ? {} : { endReason }) };
}

function endOf({ facts, endedAtMs }: FoundOrder): Pick<Order, 'endedAt'> {
  if (endedAtMs !== null) return { endedAt: instant(endedAtMs) };
  return isOver(facts) && facts.holdEndsAtMs !== null
    ? { endedAt: instant(facts.holdEndsAtMs) }
    : {};
}

/** While it is bought: afterwards the reason of its end says it. */
function returnOf({ facts, returnAskedAtMs }: FoundOrder): Pick<Order, 'return'> {
  if (facts.state !== 'COMPLETE' || returnAskedAtMs === null) return {};
  const status = facts.isReturned ? 'passing_on' : 'waiting';
  return { return: { status, askedAt: instant(returnAskedAtMs) } };
}

const sum = (list: readonly { readonly state: string; readonly amountMinor: number }[]): number =>
  list.reduce((total, one) => total + (one.state === 'SUCCEEDED' ? one.amountMinor : 0), 0);

const presentPayment = (payment: PaymentFacts): Order['payments'][number] => ({
  id: payment.id,
  status: lower(payment.state),
  amountMinor: payment.amountMinor,
  ...(payment.declineCode === null ? {} : { declineCode: payment.declineCode }),
  createdAt: instant(payment.createdAtMs),
});

async function presentLine(
  labels: PlaceLabels,
  event: EventRecord,
  line: LineFacts,
): Promise<Order['lines'][number]> {
  const { seatNo, poolId, tierCode } = line;
  const place = seatNo === null ? { pool: poolId ?? 0, tier: tierCode } : { seat: seatNo };
  const { label } = await labels.name(event, place);
  return {
    line: line.line,
    ...(line.seatNo === null ? {} : { seat: line.seatNo }),
    ...(line.poolId === null ? {} : { pool: line.poolId }),
    label: { ...label },
    ...(line.tierCode === null ? {} : { tier: line.tierCode }),
    ...(line.ticketType === null ? {} : { ticketType: line.ticketType }),
    unitMinor: line.unitMinor,
    ...(line.discountMinor === 0 ? {} : { discountMinor: line.discountMinor }),
    feeMinor: line.feeMinor,
    ...(line.attendee === null ? {} : { attendee: line.attendee }),
    ...(line.given ? { given: true } : {}),
  };
}
