/** What somebody would wait for, and where to tell them. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { waitlistRoutes } from '@onsale/contract/product-waitlist.ts';
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { featuresQuery } from '../../api/features.ts';
import type { AnyCode } from '../../api/outcome.ts';
import type { Event } from '../../api/queries.ts';
import { ticketPrice } from '../../event/prices.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { isEmail } from '../../lib/email.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { untilDefinite } from '../../purchase/until-definite.ts';
import { useSession } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { entryKey, type WaitingList } from '../../waitlist/queries.ts';

type JoinFormProps = { readonly event: Event; readonly list: WaitingList };

const PARTY_USUAL = 2;

export function JoinForm({ event, list }: JoinFormProps): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const queries = useQueryClient();
  const { language } = useLanguage();
  const { session, isAccount } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [party, setParty] = useState(Math.min(PARTY_USUAL, list.partyMax));
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const [together, setTogether] = useState(true);
  const [spaces, setSpaces] = useState(0);
  const [typed, setTyped] = useState<string>();
  const email = typed ?? session?.email ?? '';
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AnyCode>();
  const tiers = event.tiers.map(({ code }) => code).filter((code) => !refused.has(code));
  const isTierMissing = event.tiers.length > 0 && tiers.length === 0;
  // Where no mail is sent, this page is all there is.
  const { data: features } = useQuery(featuresQuery(api));
  // An address that nobody has confirmed is proposed, not used: it may be somebody else's.
  const isKnown = session?.emailVerified === true;
  const asksEmail = !isKnown && features?.mail !== false;
  const isEmailWrong = asksEmail && !isEmail(email.trim());
  const hasSeats = event.seatingPlan !== undefined;

  async function join(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setShown(true);
    if (isBusy) return;
    if (isTierMissing || isEmailWrong) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    setBusy(true);
    setProblem(undefined);
    const body = {
      party,
      language,
      together: hasSeats ? together : false,
      ...(refused.size > 0 && { tiers }),
      ...(spaces > 0 && { accessible: Math.min(spaces, party) }),
      ...(asksEmail && { email: email.trim() }),
    };
    const params = { eventId: event.id };
    const outcome = await untilDefinite<typeof waitlistRoutes.joinWaitingList>(() =>
      api.call(waitlistRoutes.joinWaitingList, { params, body }),
    );
    setBusy(false);
    if (outcome.ok) queries.setQueryData(entryKey(event.id), outcome.value.entry);
    else setProblem(outcome.code);
  }

  return (
    <form
      ref={form}
      className="waitlist-card"
      noValidate
      aria-labelledby="waitlist-join"
      onSubmit={(sent) => void join(sent)}
    >
      <div className="waitlist-title">
        <h2 id="waitlist-join">{t('waitlist.joinTitle')}</h2>
        <p>{t('waitlist.joinText')}</p>
      </div>
      <Stepper
        label={t('waitlist.party')}
        value={party}
        onChange={setParty}
        least={1}
        most={list.partyMax}
      />
      {event.tiers.length > 1 && (
        <TierChoice
          event={event}
          refused={refused}
          onChange={setRefused}
          isMissing={isShown && isTierMissing}
        />
      )}
      {hasSeats && party > 1 && (
        <CheckField
          label={t('waitlist.together')}
          checked={together}
          onChange={({ target }) => setTogether(target.checked)}
        />
      )}
      {hasSeats && (
        <Stepper
          label={t('waitlist.accessible')}
          value={Math.min(spaces, party)}
          onChange={setSpaces}
          most={party}
        />
      )}
      {asksEmail && (
        <EmailField
          email={email}
          isGuest={!isAccount}
          onChange={setTyped}
          error={isShown && isEmailWrong ? t('waitlist.emailWrong') : undefined}
        />
      )}
      {problem === 'places_available' ? (
        <Notice
          title={t('waitlist.availableTitle')}
          actions={
            <ButtonLink look="primary" to={paths.seats(event.id)}>
              {t('waitlist.toSeats')}
            </ButtonLink>
          }
        >
          <p>{t('waitlist.availableText')}</p>
        </Notice>
      ) : (
        problem !== undefined && (
          <p className="field-error" role="alert">
            {t(`errors.${problem}`)}
          </p>
        )
      )}
      <Button type="submit" look="primary" size="large" wide busy={isBusy}>
        {t('waitlist.join')}
      </Button>
    </form>
  );
}

type TierChoiceProps = {
  readonly event: Event;
  readonly refused: ReadonlySet<string>;
  readonly onChange: (refused: ReadonlySet<string>) => void;
  readonly isMissing: boolean;
};

function TierChoice({ event, refused, onChange, isMissing }: TierChoiceProps): ReactNode {
  const t = useTranslations('waitlist');
  const { language } = useLanguage();
  const { money } = useFormats();
  const toggle = (code: string, isChosen: boolean): void => {
    const next = new Set(refused);
    if (isChosen) next.delete(code);
    else next.add(code);
    onChange(next);
  };
  return (
    <fieldset className="waitlist-tiers">
      <legend>{t('tiers')}</legend>
      <p className="field-help">{t('tiersHelp')}</p>
      {event.tiers.map(({ code, name, price }, at) => (
        <CheckField
          key={code}
          label={`${translated(name, language)} · ${money(ticketPrice(price.amountMinor, event.fees).totalMinor, price.currency)}`}
          checked={!refused.has(code)}
          onChange={({ target }) => toggle(code, target.checked)}
          error={isMissing && at === event.tiers.length - 1 ? t('tiersMissing') : undefined}
        />
      ))}
    </fieldset>
  );
}

type EmailFieldProps = {
  readonly email: string;
  readonly isGuest: boolean;
  readonly onChange: (email: string) => void;
  readonly error: string | undefined;
};

function EmailField({ email, isGuest, onChange, error }: EmailFieldProps): ReactNode {
  const t = useTranslations('waitlist');
  const { pathname } = useLocation();
  return (
    <>
      <Field
        label={t('email')}
        type="email"
        name="email"
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        required
        value={email}
        onChange={({ target }) => onChange(target.value)}
        help={t('emailHelp')}
        error={error}
      />
      {isGuest && (
        <>
          <p className="waitlist-hint">
            {t('guestHint')} <Link to={paths.signIn(pathname)}>{t('signIn')}</Link>
          </p>
          <p className="waitlist-hint">{t('already')}</p>
        </>
      )}
    </>
  );
}
