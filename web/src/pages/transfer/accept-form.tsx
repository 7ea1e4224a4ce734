/** Accepting a ticket: a name where the event asks, an address if one wants, signed in or as a guest. */
import { productApi } from '@onsale/contract/product-api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import type { AnyCode } from '../../api/outcome.ts';
import { useFormats } from '../../language/use-formats.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { isEmail } from '../../lib/email.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { isRecord, isText, useStored } from '../../purchase/stored.ts';
import { untilDefinite } from '../../purchase/until-definite.ts';
import { rememberOpened } from '../../transfer/token.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import type { Offered } from './transfer-page.tsx';

type AcceptFormProps = {
  readonly token: string;
  readonly offer: Offered;
  readonly event: Event;
  /** Somebody was faster, or it was taken back. */
  readonly onOver: () => void;
};

type Typed = { readonly name: string; readonly email: string };
const isTyped = (value: unknown): value is Typed =>
  isRecord(value) && isText(value['name']) && isText(value['email']);

export function AcceptForm({ token, offer, event, onOver }: AcceptFormProps): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const { date } = useFormats();
  const { show } = useToasts();
  const { session, isAccount } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useStored<Typed | null>(
    'accepting',
    null,
    (value) => value === null || isTyped(value),
  );
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ code: AnyCode; isOwn: boolean }>();
  const { name, email } = typed ?? { name: session?.name ?? '', email: session?.email ?? '' };
  const isNameMissing = offer.asksName && name.trim() === '';
  const isEmailWrong = email.trim() !== '' && !isEmail(email.trim());

  async function accept(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setShown(true);
    if (isBusy) return;
    if (isNameMissing || isEmailWrong) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    setBusy(true);
    setProblem(undefined);
    const body = {
      token,
      language,
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(email.trim() !== '' && { email: email.trim() }),
    };
    const outcome = await untilDefinite<typeof productApi.acceptTransfer>(() =>
      api.call(productApi.acceptTransfer, { body }),
    );
    setBusy(false);
    if (!outcome.ok) {
      setProblem({ code: outcome.code, isOwn: outcome.details['status'] === 'own' });
      if (outcome.code === 'transfer_ended') onOver();
      return;
    }
    await queries.invalidateQueries({ queryKey: ['tickets'] });
    show(t('transfer.accepted'), 'positive');
    const { eventId, ticketId } = outcome.value;
    await navigate(paths.ticket(eventId, ticketId), { replace: true });
  }
  return (
    <form ref={form} className="transfer-form" noValidate onSubmit={(sent) => void accept(sent)}>
      <Field
        label={t(offer.asksName ? 'transfer.yourName' : 'transfer.yourNameOptional')}
        name="name"
        autoComplete="name"
        maxLength={100}
        required={offer.asksName}
        value={name}
        onChange={({ target }) => setTyped({ email, name: target.value })}
        error={isShown && isNameMissing ? t('transfer.yourNameMissing') : undefined}
      />
      <Field
        label={t('transfer.yourEmail')}
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        value={email}
        onChange={({ target }) => setTyped({ name, email: target.value })}
        help={t('transfer.yourEmailHelp')}
        error={isShown && isEmailWrong ? t('checkout.emailInvalid') : undefined}
      />
      {!isAccount && (
        <p className="checkout-hint">
          {t('transfer.guest')}{' '}
          <Link to={paths.signIn(paths.transfer())} onClick={() => rememberOpened(token)}>
            {t('transfer.signIn')}
          </Link>
        </p>
      )}
      {problem !== undefined && (
        <p className="field-error" role="alert">
          {problem.isOwn ? t('transfer.own') : t(`errors.${problem.code}`)}
        </p>
      )}
      <p>{t('transfer.until', { date: date(offer.endsAt, 'full', event.timeZone) })}</p>
      <Button type="submit" look="primary" size="large" wide busy={isBusy}>
        {t('transfer.accept')}
      </Button>
    </form>
  );
}
