/** The press that takes a place, and what the room asks for before: an account, a code, a short check. */
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { useJoining } from '../../queue/use-joining.ts';
import type { RoomView } from '../../queue/use-room.ts';
import { useSession } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { focusStage } from './focus-stage.ts';

export function JoinBox({ room }: { readonly room: RoomView }): ReactNode {
  const { status, refresh } = room;
  const { eventId, access, phase } = status;
  const t = useTranslations();
  const { say } = useToasts();
  const { session, isAccount } = useSession();
  const joining = useJoining(eventId);
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const { problem, tries } = joining;
  const needsAccount =
    (access === 'accounts' && session !== undefined) || problem === 'account_required';
  if (needsAccount && !isAccount) {
    return (
      <div className="queue-join">
        <p>{t('queue.join.signInText')}</p>
        <ButtonLink look="primary" size="large" wide to={paths.signIn(paths.queue(eventId))}>
          {t('queue.join.signIn')}
        </ButtonLink>
      </div>
    );
  }
  const wantsCode = access === 'codes';
  const codeError =
    wantsCode && isTried && code.trim() === ''
      ? t('queue.join.codeMissing')
      : problem === 'code_invalid' || problem === 'code_required'
        ? t(`errors.${problem}`)
        : undefined;

  async function join(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setTried(true);
    if (wantsCode && code.trim() === '') return;
    const isIn = await joining.join(status, wantsCode ? code.trim() : undefined);
    if (isIn) {
      say(t('queue.join.joined'));
      focusStage();
    }
    refresh();
  }
  return (
    <form className="queue-join" noValidate onSubmit={(sent) => void join(sent)}>
      {wantsCode && (
        <Field
          label={t('queue.join.code')}
          help={t('queue.join.codeHelp')}
          error={codeError}
          value={code}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={64}
          onChange={({ target }) => {
            joining.forget();
            setCode(target.value);
          }}
        />
      )}
      <Button
        type="submit"
        look="primary"
        size="large"
        wide
        busy={joining.isBusy}
        disabled={phase === 'closed'}
      >
        {joining.isBusy ? t('queue.join.busy') : t('queue.join.button')}
      </Button>
      <div role="status">
        {tries !== undefined && (
          <div className="queue-check">
            <p>{t('queue.join.checking')}</p>
            <progress aria-label={t('queue.join.checking')} />
            <small aria-hidden="true">{t('queue.join.checked', { count: tries })}</small>
          </div>
        )}
      </div>
      {problem !== undefined && codeError === undefined && (
        <p className="field-error" role="alert">
          {problem === 'insecure' ? t('queue.join.insecure') : t(`errors.${problem}`)}
        </p>
      )}
      <p className="queue-small">{t('queue.join.kept')}</p>
    </form>
  );
}
