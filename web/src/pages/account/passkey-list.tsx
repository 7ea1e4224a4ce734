/** The passkeys of the account: adding, naming, removing. Only where this browser can have some. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../language/use-formats.ts';
import { useVisitorZone } from '../../main/app-services.ts';
import { isRecord, isText } from '../../purchase/stored.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { type AuthProblem, askAuth } from './auth-client.ts';
import { addPasskey, canUsePasskeys, type PasskeyProblem } from './passkey.ts';
import { useFeatures } from './use-features.ts';
import { Problem } from './settings-card.tsx';

type Passkey = { readonly id: string; readonly name: string; readonly addedAt: string };

async function readPasskeys(): Promise<readonly Passkey[]> {
  const answer = await askAuth('passkey/list-user-passkeys');
  if (!answer.ok || !Array.isArray(answer.body)) return [];
  return answer.body.filter(isRecord).flatMap(({ id, name, createdAt }) =>
    isText(id)
      ? [
          {
            id,
            name: isText(name) ? name : '',
            addedAt: isText(createdAt) ? createdAt : new Date(0).toISOString(),
          },
        ]
      : [],
  );
}

export function PasskeyList(): ReactNode {
  const t = useTranslations();
  const isOffered = useFeatures()?.signIn.passkeys === true;
  const { data: passkeys = [], refetch } = useQuery({
    queryKey: ['passkeys'],
    queryFn: readPasskeys,
    enabled: isOffered,
  });
  if (!isOffered || (passkeys.length === 0 && !canUsePasskeys())) return null;
  const changed = async (): Promise<void> => void (await refetch());
  return (
    <div className="settings-part">
      <h3>{t('settings.passkeys')}</h3>
      <p className="account-note">{t('settings.passkeysText')}</p>
      {passkeys.length > 0 && (
        <ul className="device-list">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} onChanged={changed} />
          ))}
        </ul>
      )}
      {canUsePasskeys() && <AddPasskey onChanged={changed} />}
    </div>
  );
}

type Changed = { readonly onChanged: () => Promise<void> };

function PasskeyRow({ passkey, onChanged }: Changed & { readonly passkey: Passkey }): ReactNode {
  const t = useTranslations('settings');
  const { date } = useFormats();
  const zone = useVisitorZone();
  const { show } = useToasts();
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<AuthProblem>();
  const { id, addedAt } = passkey;
  const name = passkey.name === '' ? t('passkeyUnnamed') : passkey.name;
  async function ask(path: 'passkey/update-passkey' | 'passkey/delete-passkey', body: object) {
    setProblem(undefined);
    const answer = await askAuth(path, { id, ...body });
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    setDraft(undefined);
    await onChanged();
    if (path === 'passkey/delete-passkey') show(t('passkeyRemoved'), 'positive');
  }
  return (
    <li>
      {draft === undefined ? (
        <span>
          <strong>{name}</strong>
          <span>{t('added', { date: date(addedAt, 'short', zone) })}</span>
        </span>
      ) : (
        <Field
          label={t('passkeyNew')}
          maxLength={60}
          autoFocus
          value={draft}
          onChange={({ target }) => setDraft(target.value)}
        />
      )}
      <span className="settings-buttons">
        {draft === undefined ? (
          <Button
            size="small"
            aria-label={t('passkeyRenameOf', { name })}
            onClick={() => setDraft(passkey.name)}
          >
            {t('passkeyRename')}
          </Button>
        ) : (
          <Button
            size="small"
            onClick={() => {
              if (draft.trim() !== '') void ask('passkey/update-passkey', { name: draft.trim() });
            }}
          >
            {t('save')}
          </Button>
        )}
        <Button
          size="small"
          look="danger"
          aria-label={t('passkeyRemoveOf', { name })}
          onClick={() => void ask('passkey/delete-passkey', {})}
        >
          {t('passkeyRemove')}
        </Button>
      </span>
      {problem !== undefined && <Problem problem={problem} />}
    </li>
  );
}

function AddPasskey({ onChanged }: Changed): ReactNode {
  const t = useTranslations();
  const { show } = useToasts();
  const [name, setName] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PasskeyProblem | 'stale'>();
  if (name === undefined) {
    return <Button onClick={() => setName('')}>{t('settings.passkeyAdd')}</Button>;
  }
  async function add(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setBusy(true);
    setProblem(undefined);
    const given = (name ?? '').trim();
    const added = await addPasskey(given === '' ? t('settings.passkeyUnnamed') : given);
    setBusy(false);
    if (!added.ok) {
      setProblem(added.cause === 'stale' ? 'stale' : added.problem);
      return;
    }
    setName(undefined);
    await onChanged();
    show(t('settings.passkeyAdded'), 'positive');
  }
  return (
    <form className="settings-form" onSubmit={(sent) => void add(sent)}>
      <Field
        label={t('settings.passkeyNew')}
        help={t('settings.passkeyHelp')}
        maxLength={60}
        autoFocus
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      {problem === 'stale' && <Problem problem="stale" />}
      {problem !== undefined && problem !== 'stale' && (
        <p className="field-error" role="alert">
          {t(`access.passkeyProblem.${problem}`)}
        </p>
      )}
      <span className="settings-buttons">
        <Button type="submit" look="primary" busy={isBusy}>
          {t('settings.passkeyAdd')}
        </Button>
        <Button onClick={() => setName(undefined)}>{t('settings.cancel')}</Button>
      </span>
    </form>
  );
}
