/** Which providers virtual buyers may pay at: those that move no money. A new one is real until it is named here. */
import type { PaymentProvider } from './provider.ts';

const harmless: ReadonlySet<string> = new Set(['simulator']);

export const takesRehearsals = ({ name }: Pick<PaymentProvider, 'name'>): boolean =>
  harmless.has(name);
