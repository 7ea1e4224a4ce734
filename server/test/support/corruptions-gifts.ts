/** Damage to promo codes and to tickets that were given away, and which check has to notice it. */

/** Drops the CHECK constraints of a table: the audit has to notice without them. */
const unguard = (table: string): string => `
  do $$ declare c text; begin
    for c in select conname from pg_constraint where conrelid = '${table}'::regclass and contype = 'c'
    loop execute format('alter table ${table} drop constraint %I', c); end loop;
  end $$;`;

export type GiftCorruption = {
  readonly breaks: string;
  readonly what: string;
  readonly also?: readonly string[];
  /** `order`: one with a code, bought, whose first ticket a friend has. */
  readonly damage: (order: string) => string;
};

export const giftCorruptions: readonly GiftCorruption[] = [
  {
    breaks: 'promo-uses-are-orders',
    what: 'a use that nobody has',
    damage: () => `update promo_codes set used = used + 1`,
  },
  {
    breaks: 'promo-uses-are-orders',
    what: 'more uses than there may be',
    damage: () => `${unguard('promo_codes')} update promo_codes set uses_max = 0`,
  },
  {
    breaks: 'promo-use-fits-its-order',
    what: 'a bought order whose use was freed',
    damage: () => `${unguard('orders')} update promo_codes set used = 0;
                   update orders set promo_used = false`,
  },
  {
    breaks: 'promo-use-fits-its-order',
    what: 'a code that the event does not have',
    damage: () => `delete from promo_codes`,
  },
  {
    breaks: 'promo-pays-for-discounts',
    what: 'a discount without a code',
    damage: () => `${unguard('orders')} update promo_codes set used = 0;
                   update orders set promo_used = false, promo_code = null`,
  },
  {
    breaks: 'promo-limit-per-person',
    what: 'a second use by the same person',
    also: ['promo-uses-are-orders'],
    damage: () => `${unguard('promo_codes')} update promo_codes set per_person_max = 0`,
  },
  {
    breaks: 'order-total-is-its-lines',
    what: 'a discount that is not in the lines',
    damage: () => `update order_lines set discount_minor = discount_minor - 1 where line = 1`,
  },
  {
    breaks: 'holder-has-accepted',
    what: 'a holder whom nobody gave it',
    damage: () => `update tickets set holder = 'g:eve' where holder is not null`,
  },
  {
    breaks: 'given-ticket-has-new-codes',
    what: 'a code that opens the door for two',
    damage: () => `update tickets set version = 1 where holder is not null`,
  },
  {
    breaks: 'offer-is-of-its-ticket',
    what: 'an offer of somebody else’s ticket',
    damage: () => `update ticket_transfers set reservation_id = gen_random_uuid()`,
  },
  {
    breaks: 'settled-offer-forgets',
    what: 'an address that is kept',
    damage: () => `${unguard('ticket_transfers')} update ticket_transfers set to_email = 'b@c.de'`,
  },
  {
    breaks: 'given-away-is-not-cancelled',
    what: 'an order that its buyer has cancelled with a friend’s ticket in it',
    also: ['order-is-told', 'promo-use-fits-its-order', 'sold-places-have-their-order'],
    damage: (order) => `${unguard('orders')}
      update orders set state = 4, end_reason = 'cancelled_by_buyer' where id = '${order}'`,
  },
];
