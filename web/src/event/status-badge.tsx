/** Where the sale of an event stands, in a word. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Badge, type BadgeTone } from '../ui/badge.tsx';
import type { SaleKind } from './sale.ts';

const tones: Readonly<Record<SaleKind, BadgeTone>> = {
  on_sale: 'positive',
  upcoming: 'accent',
  sold_out: 'neutral',
  sale_ended: 'neutral',
  ended: 'neutral',
  cancelled: 'danger',
  postponed: 'warning',
};

export function StatusBadge({ kind }: { readonly kind: SaleKind }): ReactNode {
  const t = useTranslations('status');
  return <Badge tone={tones[kind]}>{t(kind)}</Badge>;
}
