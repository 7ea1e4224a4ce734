/**
 * What can be done about an event now. The component renders anew when that changes, not with every
 * second: a page may show dozens of events on a slow phone.
 */
import { useSyncExternalStore } from 'react';
import { useApp } from '../main/app-services.ts';
import { type Sale, saleOf } from './sale.ts';

export function useSale(event: Parameters<typeof saleOf>[0]): Sale {
  const { now } = useApp();
  // As text: the same as long as nothing changes.
  const at = (nowMs: number): string => JSON.stringify(saleOf(event, nowMs));
  const sale = useSyncExternalStore(
    now.subscribe,
    () => at(now.nowMs()),
    () => at(now.renderedAtMs()),
  );
  return JSON.parse(sale) as Sale;
}
