/** Damage to orders and money, planted in a database of `sellOrders`. */
import type { SoldOrders } from './sold-orders.ts';

export type MoneyCorruption = {
  readonly breaks: string;
  readonly what: string;
  /** Other checks that see the same damage from their side. Nothing else may report anything. */
  readonly also?: readonly string[];
  readonly plant: (sold: SoldOrders) => string;
};

/** Drops the CHECK constraints of a table that are not themselves watched. */
const unguard = (table: string): string => `
  do $$ declare c text; begin
    for c in select conname from pg_constraint
              where conrelid = '${table}'::regclass and contype = 'c' and conname <> 'payments_refunded'
    loop execute format('alter table ${table} drop constraint %I', c); end loop;
  end $$;`;

export const moneyCorruptions: readonly MoneyCorruption[] = [
  {
    breaks: 'order-total-is-its-lines',
    what: 'a line that became cheaper',
    plant: ({ complete }) =>
      `update order_lines set unit_minor = unit_minor - 1 where order_id = '${complete}' and line = 1`,
  },
  {
    breaks: 'order-total-is-its-lines',
    what: 'a line that is gone',
    also: ['order-lines-are-its-places'],
    plant: ({ complete }) => `delete from order_lines where order_id = '${complete}' and line = 1`,
  },
  {
    breaks: 'order-has-its-reservation',
    what: 'an order of a reservation that there never was',
    also: ['order-is-told'],
    plant: ({ eventId, open }) => `
      ${unguard('order_lines')}
      insert into orders (event_id, id, reservation_id, organization_id, email, language, currency,
                          subtotal_minor, fees_minor, total_minor, next_look_at)
      select event_id, gen_random_uuid(), gen_random_uuid(), organization_id, 'a@b.c', 'ko', currency,
             0, 0, 0, now() + interval '1 h' from orders where id = '${open}';
      insert into order_lines (event_id, order_id, line, pool_id, unit_minor, fee_minor)
      select event_id, id, 1, 1, 0, 0 from orders where event_id = ${eventId} and total_minor = 0`,
  },
  {
    breaks: 'order-has-its-reservation',
    what: 'an order that another organization is paid for',
    plant: ({ complete }) =>
      `update orders set organization_id = organization_id + 1 where id = '${complete}'`,
  },
  {
    breaks: 'order-lines-are-its-places',
    what: 'a line for a seat that was not taken',
    plant: ({ complete }) =>
      `update order_lines set seat_no = 19 where order_id = '${complete}' and line = 1`,
  },
  {
    breaks: 'bought-order-is-paid',
    what: 'a ticket for half the money',
    plant: ({ complete }) =>
      `update payments set amount_minor = amount_minor / 2 where order_id = '${complete}'`,
  },
  {
    breaks: 'bought-order-is-paid',
    what: 'a charge that did not succeed after all',
    plant: ({ complete }) => `update payments set state = 3 where order_id = '${complete}'`,
  },
  {
    breaks: 'ended-order-owes-nothing',
    what: 'money kept without a ticket',
    also: ['surplus-is-given-back'],
    plant: ({ expired }) => `
      insert into payments (event_id, id, order_id, key, provider, state, amount_minor, currency, settled_at)
      select event_id, gen_random_uuid(), id, gen_random_uuid(), 'simulator', 2, 90000, currency, now()
        from orders where id = '${expired}'`,
  },
  {
    breaks: 'ended-order-owes-nothing',
    what: 'a refund that is forgotten',
    plant: ({ refunded }) => `
      delete from refunds where order_id = '${refunded}';
      update payments set refunded_minor = 0 where order_id = '${refunded}'`,
  },
  {
    breaks: 'surplus-is-given-back',
    what: 'a second charge that stays',
    plant: ({ paidTwice }) => `
      delete from refunds where order_id = '${paidTwice}';
      update payments set refunded_minor = 0 where order_id = '${paidTwice}'`,
  },
  {
    breaks: 'payment-under-way-fits',
    what: 'an order that waits for no payment',
    also: ['order-is-told', 'orders-are-worked-on'],
    plant: ({ open }) => `update orders set state = 1, next_look_at = null where id = '${open}'`,
  },
  {
    breaks: 'payment-under-way-fits',
    what: 'two payments under way at once',
    plant: ({ open }) => `
      drop index payments_one_under_way;
      insert into payments (event_id, id, order_id, key, provider, state, amount_minor, currency)
      select event_id, gen_random_uuid(), id, gen_random_uuid(), 'simulator', n, total_minor, currency
        from orders, generate_series(0, 1) n where id = '${open}'`,
  },
  {
    breaks: 'refund-fits-its-payment',
    what: 'a refund that nobody counted',
    also: ['surplus-is-given-back'],
    plant: ({ paidTwice }) =>
      `update payments set refunded_minor = 0 where order_id = '${paidTwice}' and refunded_minor > 0`,
  },
  {
    breaks: 'refund-fits-its-payment',
    what: 'a refund of more than was paid',
    plant: ({ paidTwice }) =>
      `update refunds set amount_minor = amount_minor + 1, state = 3 where order_id = '${paidTwice}';
       update payments set refunded_minor = 0 where order_id = '${paidTwice}' and refunded_minor > 0`,
    also: ['surplus-is-given-back'],
  },
  {
    breaks: 'complete-order-has-its-places',
    what: 'money without places',
    plant: ({ declinedOnce, eventId }) => `
      update reservations set state = 3, ended_at = now()
       where id = (select reservation_id from orders where id = '${declinedOnce}');
      update pools set sold = sold - 2 where event_id = ${eventId}`,
  },
  {
    breaks: 'ended-order-has-no-places',
    what: 'places without money',
    also: ['sold-places-have-their-order'],
    plant: ({ refunded }) => `
      update reservations set state = 1, ended_at = null
       where id = (select reservation_id from orders where id = '${refunded}')`,
  },
  {
    breaks: 'sold-places-have-their-order',
    what: 'a booking of the shop that nobody ordered',
    also: [],
    plant: ({ complete }) => `
      delete from refunds where order_id = '${complete}';
      delete from payments where order_id = '${complete}';
      delete from order_lines where order_id = '${complete}';
      delete from orders where id = '${complete}'`,
  },
  {
    breaks: 'cancelled-event-has-no-orders',
    what: 'an event cancelled without anybody hearing of it',
    plant: ({ eventId }) => `update events set cancelled_at = now() where id = ${eventId}`,
  },
  {
    breaks: 'order-is-told',
    what: 'a change that was not told',
    plant: ({ complete }) => `update orders set version = version + 1 where id = '${complete}'`,
  },
  {
    breaks: 'orders-are-worked-on',
    what: 'an order that nobody looks at',
    plant: ({ open }) =>
      `update orders set next_look_at = now() - interval '1 h' where id = '${open}'`,
  },
  {
    breaks: 'guards-in-place',
    what: 'refunds may exceed their payment',
    plant: () => `alter table payments drop constraint payments_refunded`,
  },
];
