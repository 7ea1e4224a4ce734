/** One ticket: its code, what it admits to, and all that can be done with it. Opens without a network. */
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { EventTime } from '../../event/event-time.tsx';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { KeptNote } from '../../offline/kept-note.tsx';
import { paths } from '../../paths.ts';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import type { Ticket } from '../../purchase/queries.ts';
import { useOnline } from '../../purchase/use-online.ts';
import { GiveTicket } from '../../transfer/give-ticket.tsx';
import { Button } from '../../ui/button.tsx';
import { DoorView } from './door-view.tsx';
import { QrCode } from './qr-code.tsx';
import { TicketFiles } from './ticket-files.tsx';
import { opens, TicketState } from './ticket-state.tsx';
import { type OneTicket, useTicket } from './use-ticket.ts';
import { useWakeLock } from './use-wake-lock.ts';
import './tickets.css';

export function Component(): ReactNode {
  const { eventId, ticketId = '' } = useParams();
  const one = useTicket(Number(eventId), ticketId);
  const { ticket, error, retry } = one;
  if (ticket !== undefined) return <TicketView ticket={ticket} one={one} />;
  if (error !== null) return <BrokenPage error={error} onRetry={retry} />;
  return <LoadingPage />;
}

type TicketViewProps = { readonly ticket: Ticket; readonly one: OneTicket };

function TicketView({ ticket, one }: TicketViewProps): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const isOnline = useOnline();
  const [isAtDoor, setAtDoor] = useState(false);
  const { event, label, attendee } = ticket;
  const name = translated(event.translations, language, event.name);
  const place = translated(label, language);
  const isValid = opens(ticket, one.isGone);
  // While it is fetched anew, the one that was kept is shown.
  const code = ticket.code ?? one.mine.tickets?.find(({ id }) => id === ticket.id)?.code;
  useWakeLock(isValid);
  return (
    <div className="page ticket-page">
      <title>{`${place} · ${name} · ${t('site.name')}`}</title>
      <nav aria-label={t('site.tickets')}>
        <Link to={paths.tickets()} className="way-back">
          {t('ticket.back')}
        </Link>
      </nav>
      <KeptNote {...one.mine} />
      <TicketState ticket={ticket} isGone={one.isGone} />
      <article className="ticket" data-revoked={!isValid || undefined}>
        <TicketHead ticket={ticket} name={name} />
        <div className="ticket-code">
          {isValid && code !== undefined ? (
            <QrCode text={code} label={t('ticket.codeLabel', { place })} />
          ) : (
            <p>{t(isValid ? 'door.noCode' : 'ticket.noCode')}</p>
          )}
        </div>
        <footer>
          <p className="ticket-place">{place}</p>
          {attendee !== undefined && <p>{t('ticketState.attendee', { name: attendee })}</p>}
          <p>{t('ticket.admission', { admission: ticket.admission, of: ticket.of })}</p>
          {ticket.received === true && <p>{t('ticketState.received')}</p>}
        </footer>
      </article>
      {isValid && code !== undefined && (
        <Button look="primary" size="large" wide onClick={() => setAtDoor(true)}>
          {t('door.open')}
        </Button>
      )}
      {isAtDoor && (
        <DoorView tickets={one.party} firstId={ticket.id} onClose={() => setAtDoor(false)} />
      )}
      <Neighbours ticket={ticket} party={one.party} />
      {isValid && isOnline && (
        <GiveTicket ticket={ticket} onGone={() => void navigate(paths.tickets())} />
      )}
      {isValid && <TicketFiles ticket={ticket} />}
      {isValid && (
        <ul className="ticket-hints">
          <li>{t('ticket.hintBright')}</li>
          <li>{t('ticket.hintOnce')}</li>
          <li>{t('ticket.hintShare')}</li>
        </ul>
      )}
    </div>
  );
}

function TicketHead(props: { readonly ticket: Ticket; readonly name: string }): ReactNode {
  const { language } = useLanguage();
  const { event } = props.ticket;
  const venue = translated(event.venue, language);
  return (
    <header>
      <h1>{props.name}</h1>
      <p>
        <EventTime instant={event.startsAt} timeZone={event.timeZone} style="full" named />
      </p>
      {venue !== '' && <p>{venue}</p>}
    </header>
  );
}

/** The other tickets of the same order: a party enters together. */
function Neighbours(props: {
  readonly ticket: Ticket;
  readonly party: readonly Ticket[];
}): ReactNode {
  const t = useTranslations('ticket');
  if (props.party.length < 2) return null;
  return (
    <nav className="ticket-others" aria-label={t('others')}>
      {props.party.map(({ id, eventId, admission }) => (
        <Link
          key={id}
          to={paths.ticket(eventId, id)}
          replace
          aria-current={id === props.ticket.id ? 'page' : undefined}
        >
          {admission}
        </Link>
      ))}
    </nav>
  );
}
