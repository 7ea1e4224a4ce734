/** The receipt of an order, to be read and printed: every line, every payment, every refund. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { type Event, eventQuery } from '../../api/queries.ts';
import { useEventText } from '../../event/event-text.ts';
import { EventTime } from '../../event/event-time.tsx';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { isElsewhere, OrderElsewhere } from '../../purchase/order-elsewhere.tsx';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { type Order, orderQuery } from '../../purchase/queries.ts';
import { Button } from '../../ui/button.tsx';
import './receipt-page.css';

export function Component(): ReactNode {
  const { api } = useApp();
  const { eventId: eventText, orderId = '' } = useParams();
  const event = useQuery(eventQuery(api, Number(eventText)));
  const order = useQuery(orderQuery(api, Number(eventText), orderId));
  const failed = [order, event].find((one) => one.isError && one.data === undefined);
  if (failed !== undefined) {
    if (isElsewhere(failed.error)) return <OrderElsewhere />;
    return <BrokenPage error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (order.data === undefined || event.data === undefined) return <LoadingPage />;
  return <Receipt order={order.data} event={event.data} />;
}

type ReceiptProps = { readonly order: Order; readonly event: Event };

function Receipt({ order, event }: ReceiptProps): ReactNode {
  const t = useTranslations();
  const { date } = useFormats();
  const { name, venue } = useEventText(event);
  const title = t('receipt.title');
  return (
    <div className="page receipt">
      <title>{`${title} · ${name} · ${t('site.name')}`}</title>
      <nav className="receipt-tools" aria-label={title}>
        <Link to={paths.order(order.eventId, order.id)} className="way-back">
          {t('receipt.back')}
        </Link>
        <Button size="small" onClick={() => globalThis.print()}>
          {t('receipt.print')}
        </Button>
      </nav>
      <h1>{title}</h1>
      <dl className="receipt-facts">
        <Fact term={t('receipt.order')}>{order.id}</Fact>
        <Fact term={t('receipt.date')}>{date(order.createdAt, 'full', event.timeZone)}</Fact>
        <Fact term={t('receipt.buyer')}>
          {[order.name, order.email].filter((text) => text !== undefined).join(', ')}
        </Fact>
        {event.organizer !== undefined && (
          <Fact term={t('receipt.organizer')}>{event.organizer}</Fact>
        )}
        <Fact term={t('receipt.event')}>
          {name}
          {venue !== '' && `, ${venue}`}
          <br />
          <EventTime instant={event.startsAt} timeZone={event.timeZone} style="full" named />
        </Fact>
      </dl>
      <Lines order={order} event={event} />
      <Money order={order} event={event} />
    </div>
  );
}

const Fact = (props: { readonly term: string; readonly children: ReactNode }): ReactNode => (
  <div>
    <dt>{props.term}</dt>
    <dd>{props.children}</dd>
  </div>
);

function Lines({ order, event }: ReceiptProps): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const { money } = useFormats();
  const { currency, discountMinor = 0, promoCode } = order;
  const hasDiscount = discountMinor > 0;
  const amount = (minor: number): string => money(minor, currency);
  return (
    <table className="receipt-lines">
      <thead>
        <tr>
          <th scope="col">{t('receipt.item')}</th>
          <th scope="col">{t('receipt.price')}</th>
          {hasDiscount && <th scope="col">{t('receipt.discount')}</th>}
          <th scope="col">{t('receipt.fee')}</th>
          <th scope="col">{t('receipt.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line) => (
          <tr key={line.line}>
            <th scope="row">
              {translated(line.label, language)}
              <small>
                {translated(
                  event.ticketTypes?.find(({ code }) => code === line.ticketType)?.name,
                  language,
                  line.ticketType,
                )}
              </small>
            </th>
            <td>{amount(line.unitMinor)}</td>
            {hasDiscount && <td>{amount(-(line.discountMinor ?? 0))}</td>}
            <td>{amount(line.feeMinor)}</td>
            <td>{amount(line.unitMinor - (line.discountMinor ?? 0) + line.feeMinor)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            {t('purchase.total')}
            {promoCode !== undefined && <small>{promoCode}</small>}
          </th>
          <td>{amount(order.subtotalMinor)}</td>
          {hasDiscount && <td>{amount(-discountMinor)}</td>}
          <td>{amount(order.feesMinor)}</td>
          <td>{amount(order.totalMinor)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Money({ order, event }: ReceiptProps): ReactNode {
  const t = useTranslations('receipt');
  const { money, date } = useFormats();
  const { currency, paidMinor, refundedMinor } = order;
  const paid = order.payments.filter(({ status }) => status === 'succeeded');
  return (
    <section className="receipt-money" aria-labelledby="receipt-money">
      <h2 id="receipt-money">{t('payments')}</h2>
      {paid.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <dl className="receipt-facts">
          {paid.map(({ id, amountMinor, createdAt }) => (
            <Fact key={id} term={`${t('paid')} · ${date(createdAt, 'full', event.timeZone)}`}>
              {money(amountMinor, currency)}
            </Fact>
          ))}
          {refundedMinor > 0 && <Fact term={t('refunded')}>{money(-refundedMinor, currency)}</Fact>}
          <Fact term={t('balance')}>{money(paidMinor - refundedMinor, currency)}</Fact>
        </dl>
      )}
    </section>
  );
}
