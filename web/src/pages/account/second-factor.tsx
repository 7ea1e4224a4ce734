/** The second step of signing in: a code of the app, or one of the recovery codes. */
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import type { AuthProblem } from './auth-client.ts';
import { AuthFrame } from './auth-frame.tsx';
import type { Entering } from './use-entering.ts';

const CODE = /^\d{6}$/;

export function SecondFactor({ entering }: { readonly entering: Entering }): ReactNode {
  const t = useTranslations('access');
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [isTrusted, setTrusted] = useState(false);
  const [isShown, setShown] = useState(false);
  const { answer, enter, startOver } = entering;
  const plain = code.replaceAll(/\s/g, '');
  const isRight = isRecovery ? plain.length >= 6 : CODE.test(plain);
  const missing = isRecovery ? t('recoveryMissing') : t('codeMissing');
  const problem = useProblem(answer?.problem);
  return (
    <AuthFrame
      title={t('factorTitle')}
      submitText={t('goOn')}
      entering={entering}
      onSubmit={() => {
        setShown(true);
        const path = isRecovery ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp';
        if (isRight) void enter(path, { code: plain, trustDevice: isTrusted });
        return isRight;
      }}
      footer={
        <Button look="quiet" onClick={startOver}>
          {t('startOver')}
        </Button>
      }
    >
      <p>{isRecovery ? t('recoveryText') : t('factorText')}</p>
      <Field
        key={isRecovery ? 'recovery' : 'app'}
        label={isRecovery ? t('recoveryCode') : t('code')}
        autoComplete="one-time-code"
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={20}
        required
        autoFocus
        value={code}
        onChange={({ target }) => setCode(target.value)}
        error={isShown && !isRight ? missing : problem}
      />
      <CheckField
        label={t('trust')}
        checked={isTrusted}
        onChange={({ target }) => setTrusted(target.checked)}
      />
      <Button
        look="quiet"
        onClick={() => {
          setRecovery(!isRecovery);
          setCode('');
          setShown(false);
        }}
      >
        {isRecovery ? t('useApp') : t('useRecovery')}
      </Button>
    </AuthFrame>
  );
}

function useProblem(problem: AuthProblem | undefined): string | undefined {
  const t = useTranslations('access.factorProblem');
  if (problem === 'code' || problem === 'over' || problem === 'locked') return t(problem);
  return problem === 'email' ? t('code') : undefined;
}
