/**
 * The cards of the payment simulator: each behaves in its own way (docs/payments.md). With a real
 * provider its own form stands here and makes a token; no card number ever reaches this app.
 */
export const cards = {
  ok: { token: 'sim_ok', last4: '4242' },
  declined: { token: 'sim_declined', last4: '0002' },
  funds: { token: 'sim_insufficient_funds', last4: '9995' },
  late: { token: 'sim_late', last4: '3155' },
  lost: { token: 'sim_lost', last4: '0259' },
} as const;

export type CardName = keyof typeof cards;

export const cardNames = Object.keys(cards) as readonly CardName[];
