/** Where the link of a letter leads: setting a new password. Its secret is behind the # of the address. */
import { passwordChars } from '@onsale/contract/account.ts';
import { accountRoutes } from '@onsale/contract/product-account.ts';
import { type ReactNode, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { useApi } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { useSession } from '../../session/use-session.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { PasswordField } from './account-fields.tsx';
import { FormCard } from './form-card.tsx';
import { LinkOver } from './link-over.tsx';
import { type SendProblem, sendProblemOf } from './send-problem.ts';

export function Component(): ReactNode {
  const t = useTranslations();
  const api = useApi();
  const navigate = useNavigate();
  const { begin } = useSession();
  const { show } = useToasts();
  const token = useLocation().hash.slice(1);
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [state, setState] = useState<SendProblem | 'busy' | 'over'>();
  const isRight = password.length >= passwordChars.min;
  async function save(): Promise<void> {
    setState('busy');
    const outcome = await api.call(accountRoutes.resetPassword, { body: { token, password } });
    if (!outcome.ok) {
      setState(
        outcome.code === 'link_invalid' || outcome.code === 'invalid_request'
          ? 'over'
          : sendProblemOf(outcome.code),
      );
      return;
    }
    // Whoever was signed in here is not any more.
    await begin();
    show(t('access.newDone'), 'positive');
    await navigate(paths.signIn(paths.account()), { replace: true });
  }
  const title = t('access.newTitle');
  if (state === 'over' || token === '') {
    return <LinkOver title={title} to={paths.forgotPassword()} toText={t('access.linkAsk')} />;
  }
  return (
    <FormCard
      title={title}
      submitText={t('access.newSave')}
      isBusy={state === 'busy'}
      problem={state === undefined || state === 'busy' ? undefined : t(`account.problem.${state}`)}
      onSubmit={() => {
        setShown(true);
        if (isRight) void save();
        return isRight;
      }}
    >
      <PasswordField
        label={t('access.newPassword')}
        autoComplete="new-password"
        value={password}
        onValue={setPassword}
        help={t('account.passwordHelp', { count: passwordChars.min })}
        error={
          isShown && !isRight ? t('account.passwordShort', { count: passwordChars.min }) : undefined
        }
      />
      <p className="account-note">{t('access.newNote')}</p>
    </FormCard>
  );
}
