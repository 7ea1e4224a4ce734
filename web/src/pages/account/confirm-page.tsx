/**
 * Where the link of a letter leads: confirming an address, which may make the account. Nothing happens
 * before somebody presses: programs that look into mails follow links, too.
 */
import { accountRoutes } from '@onsale/contract/product-account.ts';
import { type ReactNode, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { useApi } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { confirmLink } from '../../session/link-token.ts';
import { useSession } from '../../session/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { PasswordField } from './account-fields.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { FormCard } from './form-card.tsx';
import { LinkOver } from './link-over.tsx';
import { type SendProblem, sendProblemOf } from './send-problem.ts';
import { useEntering } from './use-entering.ts';

type State = SendProblem | 'busy' | 'over' | 'password' | 'wrong' | 'sign_in';

/** Another link that is opened in the same tab changes what stands behind the #, and nothing else. */
export function Component(): ReactNode {
  const { key, hash } = useLocation();
  return <Opened key={`${key} ${hash}`} />;
}

function Opened(): ReactNode {
  const t = useTranslations();
  const api = useApi();
  const navigate = useNavigate();
  const { begin } = useSession();
  const { show } = useToasts();
  const [token = ''] = useState(confirmLink.take);
  const entering = useEntering(paths.home());
  const [password, setPassword] = useState('');
  const [state, setState] = useState<State>();
  const needsPassword = state === 'password' || state === 'wrong' || password !== '';

  async function confirm(): Promise<void> {
    setState('busy');
    const body = { token, ...(password !== '' && { password }) };
    const outcome = await api.call(accountRoutes.confirmLink, { body });
    if (!outcome.ok) {
      setState(stateOf(outcome));
      return;
    }
    confirmLink.forget();
    show(t('access.confirmDone', { email: outcome.value.email }), 'positive');
    if (outcome.value.did === 'signed_up') {
      await entering.finish();
    } else {
      await begin();
      await navigate(paths.account(), { replace: true });
    }
  }
  const title = t('access.confirmTitle');
  if (entering.left.length > 0) {
    return (
      <AuthFrame
        title={title}
        submitText=""
        entering={entering}
        onSubmit={() => true}
        footer={null}
      >
        {null}
      </AuthFrame>
    );
  }
  if (state === 'over' || token === '') {
    return <LinkOver title={title} to={paths.account()} toText={t('access.toAccount')} />;
  }
  if (state === 'sign_in') {
    return (
      <div className="page page-narrow">
        <title>{`${title} · ${t('site.name')}`}</title>
        <Notice
          level="h1"
          size="large"
          title={title}
          actions={
            <ButtonLink to={paths.signIn(paths.confirm())} look="primary" size="large">
              {t('account.signIn')}
            </ButtonLink>
          }
        >
          <p>{t('access.confirmSignIn')}</p>
        </Notice>
      </div>
    );
  }
  const isProblem = state === 'too_many' || state === 'network' || state === 'failed';
  return (
    <FormCard
      title={title}
      submitText={t('access.confirm')}
      isBusy={state === 'busy' || entering.isBusy}
      problem={isProblem ? t(`account.problem.${state}`) : undefined}
      onSubmit={() => {
        void confirm();
        return true;
      }}
    >
      <p role="status">{needsPassword ? t('access.confirmPassword') : t('access.confirmText')}</p>
      {needsPassword && (
        <PasswordField
          autoComplete="current-password"
          value={password}
          onValue={setPassword}
          error={state === 'wrong' ? t('access.confirmWrong') : undefined}
        />
      )}
    </FormCard>
  );
}

function stateOf(outcome: {
  readonly code: Parameters<typeof sendProblemOf>[0];
  readonly details: Readonly<Record<string, unknown>>;
}): State {
  const { code, details } = outcome;
  if (code === 'link_invalid' || code === 'invalid_request') return 'over';
  if (code === 'account_required') return 'sign_in';
  if (code === 'password_required') return details['wrong'] === true ? 'wrong' : 'password';
  return sendProblemOf(code);
}
