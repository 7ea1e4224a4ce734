/** What is kept about somebody: as a file, and its end. */
import { type Account, accountRoutes } from '@onsale/contract/product-account.ts';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { clearStored } from '../../purchase/stored.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField } from '../../ui/field.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { SettingsCard, SignInAgain } from './settings-card.tsx';
import { useFeatures } from './use-features.ts';

const FILE_NAME = 'onsale-data.json';

export function DataSection({ account }: { readonly account: Account }): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const { show } = useToasts();
  const [isBusy, setBusy] = useState(false);
  const [isStale, setStale] = useState(false);
  const [isAsking, setAsking] = useState(false);

  async function download(): Promise<void> {
    setBusy(true);
    const outcome = await api.call(accountRoutes.exportAccount);
    setBusy(false);
    if (outcome.ok) save(JSON.stringify(outcome.value, undefined, 2));
    else if (outcome.code === 'fresh_sign_in_required') setStale(true);
    else show(t(`errors.${outcome.code}`), 'danger');
  }
  return (
    <SettingsCard id="data" title={t('settings.data')}>
      <p className="account-note">{t('settings.exportText')}</p>
      <Button busy={isBusy} onClick={() => void download()}>
        {t('settings.export')}
      </Button>
      <h3>{t('settings.deleteTitle')}</h3>
      <p className="account-note">{t('settings.deleteText')}</p>
      <p className="account-note">{t('settings.deleteKept')}</p>
      {isStale && <SignInAgain section="data" />}
      <Button look="danger" onClick={() => (account.fresh ? setAsking(true) : setStale(true))}>
        {t('settings.delete')}
      </Button>
      <DeleteDialog
        account={account}
        open={isAsking}
        onClose={() => setAsking(false)}
        onStale={() => {
          setAsking(false);
          setStale(true);
        }}
      />
    </SettingsCard>
  );
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: FILE_NAME });
  link.click();
  URL.revokeObjectURL(url);
}

type DeleteProps = {
  readonly account: Account;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onStale: () => void;
};

function DeleteDialog({ account, open, onClose, onStale }: DeleteProps): ReactNode {
  const t = useTranslations();
  const { api, queries } = useApp();
  const { begin } = useSession();
  const { show } = useToasts();
  const navigate = useNavigate();
  const hasMail = useFeatures()?.mail === true;
  const [isUnderstood, setUnderstood] = useState(false);
  const [isTold, setTold] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const count = account.upcomingTickets;
  const isRight = count === 0 || isUnderstood;

  async function remove(): Promise<void> {
    setTold(true);
    if (!isRight) return;
    setBusy(true);
    const body = { losesTickets: count > 0 };
    const outcome = await api.call(accountRoutes.deleteAccount, { body });
    setBusy(false);
    if (!outcome.ok) {
      if (outcome.code === 'fresh_sign_in_required') onStale();
      else setProblem(t(`errors.${outcome.code}`));
      return;
    }
    clearStored();
    queries.clear();
    await begin();
    show(hasMail ? t('settings.deleted') : t('settings.deletedQuiet'), 'positive');
    await navigate(paths.home());
  }
  return (
    <Dialog
      open={open}
      title={t('settings.deleteTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('settings.cancel')}</Button>
          <Button look="danger" busy={isBusy} onClick={() => void remove()}>
            {t('settings.deleteReally')}
          </Button>
        </>
      }
    >
      <p>{t('settings.deleteText')}</p>
      {count > 0 && (
        <>
          <p>{t('settings.deleteTickets', { count })}</p>
          <CheckField
            label={t('settings.deleteUnderstood')}
            checked={isUnderstood}
            onChange={({ target }) => setUnderstood(target.checked)}
            error={isTold && !isRight ? t('settings.deleteTick') : undefined}
          />
        </>
      )}
      {problem !== undefined && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
