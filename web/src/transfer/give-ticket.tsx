/** What the owner of a ticket may do with it: give it to a friend, take the offer back, give it back. */
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../language/use-formats.ts';
import { translated } from '../language/language.ts';
import { useLanguage } from '../language/language-provider.tsx';
import { useNow } from '../main/app-services.ts';
import type { Ticket } from '../purchase/queries.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { OfferDialog } from './offer-dialog.tsx';
import { OfferLink } from './offer-link.tsx';
import { keptToken } from './token.ts';
import { useOwnTicket } from './use-own-ticket.ts';
import './transfer.css';

/** `onGone`: the ticket is not of this person any more. */
type GiveTicketProps = { readonly ticket: Ticket; readonly onGone?: () => void };

export function GiveTicket({ ticket, onGone }: GiveTicketProps): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const nowMs = useNow();
  const [isOpen, setOpen] = useState(false);
  const { event, label, offer, status } = ticket;
  const place = translated(label, language);
  const isOver =
    status !== 'valid' || event.status === 'cancelled' || nowMs >= Date.parse(event.startsAt);
  if (isOver) return null;
  return (
    <>
      {offer === undefined ? (
        <div className="transfer-actions">
          {event.transfers !== 'refused' && (
            <Button
              size="small"
              aria-label={t('transfer.offerOf', { place })}
              onClick={() => setOpen(true)}
            >
              {t('transfer.offer')}
            </Button>
          )}
          {ticket.received === true && <GiveBack ticket={ticket} onGone={onGone} />}
        </div>
      ) : (
        <OpenOffer ticket={ticket} offer={offer} place={place} />
      )}
      <OfferDialog ticket={ticket} open={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

type OpenOfferProps = {
  readonly ticket: Ticket;
  readonly offer: NonNullable<Ticket['offer']>;
  readonly place: string;
};

function OpenOffer({ ticket, offer, place }: OpenOfferProps): ReactNode {
  const t = useTranslations();
  const { date } = useFormats();
  const { show } = useToasts();
  const own = useOwnTicket(ticket);
  const until = date(offer.endsAt, 'full', ticket.event.timeZone);
  const token = keptToken(offer.id);

  async function withdraw(): Promise<void> {
    if (await own.withdraw()) show(t('transfer.withdrawn'), 'positive');
  }
  return (
    <div className="transfer-form">
      <div className="transfer-state">
        <span>
          {offer.toEmail === undefined
            ? t('transfer.open', { date: until })
            : t('transfer.openTo', { email: offer.toEmail, date: until })}
        </span>
        <Button
          size="small"
          busy={own.isBusy}
          aria-label={t('transfer.withdrawOf', { place })}
          onClick={() => void withdraw()}
        >
          {t('transfer.withdraw')}
        </Button>
      </div>
      {token !== undefined && <OfferLink ticket={ticket} token={token} />}
      {own.problem !== undefined && (
        <p className="field-error" role="alert">
          {t(`errors.${own.problem}`)}
        </p>
      )}
    </div>
  );
}

function GiveBack(props: {
  readonly ticket: Ticket;
  readonly onGone: (() => void) | undefined;
}): ReactNode {
  const t = useTranslations();
  const { show } = useToasts();
  const own = useOwnTicket(props.ticket);
  const [isOpen, setOpen] = useState(false);

  async function giveBack(): Promise<void> {
    if (!(await own.giveBack())) return;
    setOpen(false);
    show(t('transfer.gaveBack'), 'positive');
    props.onGone?.();
  }
  return (
    <>
      <Button size="small" look="quiet" onClick={() => setOpen(true)}>
        {t('transfer.giveBack')}
      </Button>
      <Dialog
        open={isOpen}
        title={t('transfer.giveBackTitle')}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button look="danger" size="large" busy={own.isBusy} onClick={() => void giveBack()}>
              {t('transfer.giveBackYes')}
            </Button>
            <Button size="large" onClick={() => setOpen(false)}>
              {t('transfer.keep')}
            </Button>
          </>
        }
      >
        <p>{t('transfer.giveBackText')}</p>
        {own.problem !== undefined && (
          <p className="field-error" role="alert">
            {t(`errors.${own.problem}`)}
          </p>
        )}
      </Dialog>
    </>
  );
}
