/**
 * What can be done about events now. The component renders anew when that changes, not with every
 * second: a page may show dozens of events on a slow phone.
 */
import { useAsOfNow } from '../main/app-services.ts';
import { type Sale, saleOf } from './sale.ts';

type Timed = Parameters<typeof saleOf>[0];

export const useSale = (event: Timed): Sale => useAsOfNow((nowMs) => saleOf(event, nowMs));

export const useSales = (events: readonly Timed[]): readonly Sale[] =>
  useAsOfNow((nowMs) => events.map((event) => saleOf(event, nowMs)));
