/** Offering a ticket: who gives it, where the link goes; then the link itself. */
import { type ReactNode, type SubmitEvent, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../language/language-provider.tsx';
import { isEmail } from '../lib/email.ts';
import type { Ticket } from '../purchase/queries.ts';
import { useSession } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { OfferLink } from './offer-link.tsx';
import { type Offer, useOwnTicket } from './use-own-ticket.ts';

type OfferDialogProps = {
  readonly ticket: Ticket;
  readonly open: boolean;
  readonly onClose: () => void;
};

export function OfferDialog({ ticket, open, onClose }: OfferDialogProps): ReactNode {
  const t = useTranslations();
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const { language } = useLanguage();
  const { session } = useSession();
  const own = useOwnTicket(ticket);
  const [typedName, setName] = useState<string>();
  const [email, setEmail] = useState('');
  const [isShown, setShown] = useState(false);
  const [offer, setOffer] = useState<Offer>();
  const name = typedName ?? session?.name ?? '';
  const isNameMissing = name.trim() === '';
  const isEmailWrong = email.trim() !== '' && !isEmail(email.trim());

  async function make(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setShown(true);
    if (isNameMissing || isEmailWrong) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    if (own.isBusy) return;
    const toEmail = email.trim() === '' ? undefined : email.trim();
    setOffer(await own.offer({ fromName: name.trim(), toEmail, language }));
  }
  function close(): void {
    onClose();
    if (offer === undefined) return;
    setOffer(undefined);
    setEmail('');
    void own.refresh();
  }
  return (
    <Dialog
      open={open}
      title={t(offer === undefined ? 'transfer.offerTitle' : 'transfer.linkTitle')}
      onClose={close}
      actions={
        offer === undefined ? (
          <Button look="primary" size="large" type="submit" form={formId} busy={own.isBusy}>
            {t('transfer.make')}
          </Button>
        ) : (
          <Button size="large" onClick={close}>
            {t('site.close')}
          </Button>
        )
      }
    >
      {offer === undefined ? (
        <form
          id={formId}
          ref={form}
          className="transfer-form"
          noValidate
          onSubmit={(sent) => void make(sent)}
        >
          <p>{t('transfer.offerText')}</p>
          <Field
            label={t('transfer.fromName')}
            name="from-name"
            autoComplete="name"
            maxLength={100}
            required
            value={name}
            onChange={({ target }) => setName(target.value)}
            help={t('transfer.fromNameHelp')}
            error={isShown && isNameMissing ? t('transfer.fromNameMissing') : undefined}
          />
          <Field
            label={t('transfer.toEmail')}
            name="to-email"
            type="email"
            autoComplete="off"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            value={email}
            onChange={({ target }) => setEmail(target.value)}
            help={t('transfer.toEmailHelp')}
            error={isShown && isEmailWrong ? t('checkout.emailInvalid') : undefined}
          />
          {own.problem !== undefined && (
            <p className="field-error" role="alert">
              {t(`errors.${own.problem}`)}
            </p>
          )}
        </form>
      ) : (
        <div className="transfer-form" role="status">
          {offer.sentTo !== undefined && <p>{t('transfer.sentTo', { email: offer.sentTo })}</p>}
          <p>{t('transfer.linkText')}</p>
          <OfferLink ticket={ticket} token={offer.token} />
        </div>
      )}
    </Dialog>
  );
}
