/** Name, address, and what the account prefers wherever it signs in. */
import { type Account, accountRoutes } from '@onsale/contract/product-account.ts';
import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Language, languageNames, languages } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApi } from '../../main/app-services.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { EmailSection } from './email-section.tsx';
import { SettingsCard } from './settings-card.tsx';
import '../../ui/native-select.css';

type ProfileProps = { readonly account: Account; readonly onChanged: () => Promise<void> };

export function ProfileSection({ account, onChanged }: ProfileProps): ReactNode {
  const t = useTranslations();
  const api = useApi();
  const { language: shown, setLanguage } = useLanguage();
  const { show } = useToasts();
  const [name, setName] = useState(account.name);
  const [language, setChosen] = useState<Language>(account.language ?? shown);
  const [zone, setZone] = useState(account.timeZone ?? '');
  const [isBusy, setBusy] = useState(false);
  const [isTold, setTold] = useState(false);
  const isNamed = name.trim() !== '';

  async function save(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setTold(true);
    if (!isNamed) return;
    setBusy(true);
    const body = { name: name.trim(), language, timeZone: zone };
    const outcome = await api.call(accountRoutes.updateAccount, { body });
    setBusy(false);
    if (!outcome.ok) {
      show(t(`errors.${outcome.code}`), 'danger');
      return;
    }
    if (language !== shown) setLanguage(language);
    await onChanged();
    show(t('settings.saved'), 'positive');
  }
  return (
    <SettingsCard id="profile" title={t('settings.profile')}>
      <EmailSection account={account} onChanged={onChanged} />
      <form className="settings-form" noValidate onSubmit={(sent) => void save(sent)}>
        <Field
          label={t('settings.name')}
          autoComplete="name"
          maxLength={100}
          required
          value={name}
          onChange={({ target }) => setName(target.value)}
          error={isTold && !isNamed ? t('account.nameMissing') : undefined}
        />
        <Choose
          label={t('settings.language')}
          value={language}
          onValue={(value) => setChosen(value === 'en' ? 'en' : 'ko')}
          choices={languages.map((one) => [one, languageNames[one]])}
        />
        <Choose
          label={t('settings.zone')}
          value={zone}
          onValue={setZone}
          choices={[['', t('settings.zoneDevice')], ...zoneNames()]}
        />
        <p className="account-note">{t('settings.preferencesText')}</p>
        <Button type="submit" busy={isBusy}>
          {t('settings.save')}
        </Button>
      </form>
    </SettingsCard>
  );
}

/** By their names in the database of zones, which is what people look for in such lists. */
const zoneNames = (): (readonly [string, string])[] =>
  Intl.supportedValuesOf('timeZone').map((name) => [name, name.replaceAll('_', ' ')]);

type ChooseProps = {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly choices: readonly (readonly [value: string, label: string])[];
};

/** The platform's own list: long ones open in the way people know from their device. */
function Choose({ label, value, onValue, choices }: ChooseProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onValue(target.value)}>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
