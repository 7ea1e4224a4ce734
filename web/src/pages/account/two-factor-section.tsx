/** The second step of signing in: switching it on with an app, its recovery codes, switching it off. */
import type { Account } from '@onsale/contract/product-account.ts';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { isRecord, isText } from '../../purchase/stored.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { QrCode } from '../tickets/qr-code.tsx';
import { PasswordField } from './account-fields.tsx';
import { type AuthPath, type AuthProblem, askAuth } from './auth-client.ts';
import { Problem, SettingsCard } from './settings-card.tsx';

type TwoFactorProps = { readonly account: Account; readonly onChanged: () => Promise<void> };
type Wish = 'on' | 'off' | 'codes';
type Begun = { readonly uri?: string; readonly codes: readonly string[] };

const paths = {
  on: 'two-factor/enable',
  off: 'two-factor/disable',
  codes: 'two-factor/generate-backup-codes',
} as const satisfies Record<Wish, AuthPath>;

function begunOf(body: unknown): Begun {
  const { totpURI, backupCodes } = isRecord(body) ? body : {};
  const codes = Array.isArray(backupCodes) ? backupCodes.filter(isText) : [];
  return { ...(isText(totpURI) && { uri: totpURI }), codes };
}

export function TwoFactorSection({ account, onChanged }: TwoFactorProps): ReactNode {
  const t = useTranslations('settings');
  const { show } = useToasts();
  const [wish, setWish] = useState<Wish>();
  const [begun, setBegun] = useState<Begun>();
  const { twoFactor: isOn } = account;
  function close(): void {
    setWish(undefined);
    setBegun(undefined);
  }
  async function done(text: string): Promise<void> {
    close();
    await onChanged();
    show(text, 'positive');
  }
  async function allowed(body: unknown): Promise<void> {
    if (wish === 'off') await done(t('factorGone'));
    else setBegun(begunOf(body));
  }
  return (
    <SettingsCard id="two-steps" title={t('factor')}>
      <p className="settings-line">
        <span>{t('factorText')}</span>
        <Badge tone={isOn ? 'positive' : 'neutral'}>{isOn ? t('factorOn') : t('factorOff')}</Badge>
      </p>
      {wish === undefined && (
        <span className="settings-buttons">
          <Button onClick={() => setWish(isOn ? 'off' : 'on')}>
            {isOn ? t('factorTurnOff') : t('factorTurnOn')}
          </Button>
          {isOn && <Button onClick={() => setWish('codes')}>{t('factorCodesNew')}</Button>}
        </span>
      )}
      {wish !== undefined && begun === undefined && (
        <AskAgain account={account} path={paths[wish]} onAllowed={allowed} onCancel={close} />
      )}
      {begun !== undefined && <Codes codes={begun.codes} />}
      {begun?.uri !== undefined && (
        <SetUp uri={begun.uri} onDone={() => done(t('factorDone'))} onCancel={close} />
      )}
      {begun !== undefined && begun.uri === undefined && (
        <Button onClick={close}>{t('save')}</Button>
      )}
    </SettingsCard>
  );
}

type AskProps = {
  readonly account: Account;
  readonly path: AuthPath;
  readonly onAllowed: (body: unknown) => Promise<void>;
  readonly onCancel: () => void;
};

/** The password once more; whoever has none has signed in just now, or does so. */
function AskAgain({ account, path, onAllowed, onCancel }: AskProps): ReactNode {
  const t = useTranslations();
  const [password, setPassword] = useState('');
  const [isTold, setTold] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AuthProblem>();
  const hasPassword = account.signIns.some(({ provider }) => provider === 'credential');
  async function ask(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setTold(true);
    setProblem(undefined);
    if (hasPassword && password === '') return;
    setBusy(true);
    const answer = await askAuth(path, hasPassword ? { password } : {});
    setBusy(false);
    if (answer.ok) await onAllowed(answer.body);
    else setProblem(answer.problem);
  }
  const missing = isTold && password === '' ? t('account.passwordMissing') : undefined;
  return (
    <form className="settings-form" noValidate onSubmit={(sent) => void ask(sent)}>
      {hasPassword && (
        <PasswordField
          label={t('settings.currentPassword')}
          autoComplete="current-password"
          value={password}
          onValue={setPassword}
          error={problem === 'wrong' ? t('account.problem.wrong') : missing}
        />
      )}
      {problem !== undefined && problem !== 'wrong' && (
        <Problem problem={problem} section="two-steps" />
      )}
      <span className="settings-buttons">
        <Button type="submit" look="primary" busy={isBusy}>
          {t('access.goOn')}
        </Button>
        <Button onClick={onCancel}>{t('settings.cancel')}</Button>
      </span>
    </form>
  );
}

function Codes({ codes }: { readonly codes: readonly string[] }): ReactNode {
  const t = useTranslations('settings');
  const { show } = useToasts();
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(codes.join('\n'));
    show(t('factorCodesCopied'), 'positive');
  }
  return (
    <div className="settings-part">
      <h3>{t('factorCodes')}</h3>
      <p className="account-note">{t('factorCodesText')}</p>
      <ul className="recovery-codes" aria-label={t('factorCodes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button size="small" onClick={() => void copy()}>
        {t('factorCodesCopy')}
      </Button>
    </div>
  );
}

type SetUpProps = {
  readonly uri: string;
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
};

function SetUp({ uri, onDone, onCancel }: SetUpProps): ReactNode {
  const t = useTranslations();
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  async function check(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    const plain = code.replaceAll(/\s/g, '');
    setError(undefined);
    if (!/^\d{6}$/.test(plain)) {
      setError(t('access.codeMissing'));
      return;
    }
    setBusy(true);
    const answer = await askAuth('two-factor/verify-totp', { code: plain });
    setBusy(false);
    if (answer.ok) await onDone();
    else if (answer.problem === 'code') setError(t('access.factorProblem.code'));
    else setError(t('settings.failed'));
  }
  return (
    <form className="settings-form" noValidate onSubmit={(sent) => void check(sent)}>
      <p>{t('settings.factorScan')}</p>
      <div className="factor-qr">
        <QrCode text={uri} label={t('settings.factorQr')} />
      </div>
      <p className="factor-key">
        <span>{t('settings.factorKey')}</span> <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <Field
        label={t('settings.factorCheck')}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={10}
        required
        value={code}
        onChange={({ target }) => setCode(target.value)}
        error={error}
      />
      <span className="settings-buttons">
        <Button type="submit" look="primary" busy={isBusy}>
          {t('settings.factorTurnOn')}
        </Button>
        <Button onClick={onCancel}>{t('settings.cancel')}</Button>
      </span>
    </form>
  );
}
