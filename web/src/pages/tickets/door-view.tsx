/**
 * At the door: nothing but codes, as large as the screen allows, on white in every theme. The tickets of
 * a party lie side by side; a finger, the arrow keys or the buttons go from one to the next.
 */
import { useQueries } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp } from '../../main/app-services.ts';
import { type Ticket, ticketQuery } from '../../purchase/queries.ts';
import { ChevronLeftIcon, ChevronRightIcon, CloseIcon } from '../../ui/icons.tsx';
import { QrCode } from './qr-code.tsx';
import { opens } from './ticket-state.tsx';
import { useWakeLock } from './use-wake-lock.ts';
import './door.css';

type DoorViewProps = {
  readonly tickets: readonly Ticket[];
  readonly firstId: string;
  readonly onClose: () => void;
};

export function DoorView({ tickets, firstId, onClose }: DoorViewProps): ReactNode {
  const t = useTranslations('door');
  const ref = useRef<HTMLDialogElement>(null);
  const track = useRef<HTMLOListElement>(null);
  const first = Math.max(
    0,
    tickets.findIndex(({ id }) => id === firstId),
  );
  const [at, setAt] = useState(first);
  useWakeLock(true);

  const goTo = (nth: number): void => {
    const list = track.current;
    if (list === null || nth < 0 || nth >= tickets.length) return;
    list.scrollTo({ left: nth * list.clientWidth, behavior: 'smooth' });
  };
  // showModal cannot be said in markup; the first ticket is the one that was open.
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    const list = track.current;
    list?.scrollTo({ left: first * list.clientWidth, behavior: 'instant' });
    void fillScreen(dialog);
  }, [first]);

  function onKey(press: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[press.key];
    if (step === undefined) return;
    press.preventDefault();
    goTo(at + step);
  }
  const isParty = tickets.length > 1;
  return (
    <dialog ref={ref} className="door" aria-label={t('title')} onClose={onClose} onKeyDown={onKey}>
      <button type="button" className="door-close" aria-label={t('close')} onClick={onClose}>
        <CloseIcon />
      </button>
      <ol
        ref={track}
        className="door-track"
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
          setAt(Math.round(scrollLeft / Math.max(1, clientWidth)))
        }
      >
        <Slides tickets={tickets} at={at} />
      </ol>
      {isParty && (
        <nav className="door-steps" aria-label={t('title')}>
          <button
            type="button"
            aria-label={t('previous')}
            disabled={at === 0}
            onClick={() => goTo(at - 1)}
          >
            <ChevronLeftIcon />
          </button>
          <p role="status">{t('of', { nth: at + 1, of: tickets.length })}</p>
          <button
            type="button"
            aria-label={t('next')}
            disabled={at === tickets.length - 1}
            onClick={() => goTo(at + 1)}
          >
            <ChevronRightIcon />
          </button>
        </nav>
      )}
      <p className="door-hint">{t('bright')}</p>
    </dialog>
  );
}

function Slides(props: { readonly tickets: readonly Ticket[]; readonly at: number }): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const { language } = useLanguage();
  const { tickets, at } = props;
  const read = useQueries({
    queries: tickets.map(({ eventId, id }) => ticketQuery(api, eventId, id)),
  });
  return tickets.map((kept, nth) => {
    const ticket = read[nth]?.data ?? kept;
    const code = ticket.code ?? kept.code;
    const place = translated(ticket.label, language);
    return (
      <li key={ticket.id} aria-hidden={nth !== at || undefined}>
        {opens(ticket, false) && code !== undefined ? (
          <QrCode text={code} label={t('ticket.codeLabel', { place })} />
        ) : (
          <p className="door-none">
            {opens(ticket, false)
              ? t(read[nth]?.isFetching === true ? 'door.loading' : 'door.noCode')
              : t('ticket.noCode')}
          </p>
        )}
        <p className="door-place">{place}</p>
        {ticket.attendee !== undefined && (
          <p>{t('ticketState.attendee', { name: ticket.attendee })}</p>
        )}
      </li>
    );
  });
}

/** Without bars, and upright however it is held, where the browser lets pages ask for that. */
async function fillScreen(dialog: HTMLDialogElement): Promise<void> {
  if (!matchMedia('(pointer: coarse)').matches) return;
  try {
    await dialog.requestFullscreen({ navigationUI: 'hide' });
    const orientation = screen.orientation as ScreenOrientation & {
      readonly lock?: (to: string) => Promise<void>;
    };
    await orientation.lock?.('portrait');
  } catch {
    // It fills the page instead, and its code fits whichever way it is held.
  }
}
