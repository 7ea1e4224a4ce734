/** Says whether tickets open without a network here, and as of when they are. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../language/use-formats.ts';
import { useOnline } from '../purchase/use-online.ts';
import { CheckCircleIcon, InfoIcon } from '../ui/more-icons.tsx';
import type { MyTickets } from './use-tickets.ts';
import './kept-note.css';

type KeptNoteProps = Pick<MyTickets, 'isKept' | 'isSyncing' | 'syncedAtMs' | 'error'>;

export function KeptNote({ isKept, isSyncing, syncedAtMs, error }: KeptNoteProps): ReactNode {
  const t = useTranslations('offline');
  const { date } = useFormats();
  const isOnline = useOnline();
  if (!isKept || syncedAtMs === undefined) return null;
  const at = date(syncedAtMs, 'short');
  const isLate = !isOnline || error !== null;
  const text = isLate
    ? t('late', { at })
    : `${t('kept')} ${isSyncing ? t('syncing') : t('keptAt', { at })}`;
  const Icon = isLate ? InfoIcon : CheckCircleIcon;
  return (
    <p className="kept-note" data-late={isLate || undefined}>
      <Icon />
      <span>{text}</span>
    </p>
  );
}
