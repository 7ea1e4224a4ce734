/** Why a payment was declined, in the words of no particular provider. Pages translate the code. */
export const declineCodes = [
  'card_declined',
  'insufficient_funds',
  'expired_card',
  'authentication_failed',
  'processing_error',
] as const;

export type DeclineCode = (typeof declineCodes)[number];
