/** What the pages for signing in and up share: the card, what went wrong, what stayed behind. */
import { type ReactNode, type SubmitEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useHolds } from '../../purchase/hold-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { AuthProblem } from './auth-client.ts';
import type { Entering } from './use-entering.ts';
import './account.css';

type AuthFrameProps = {
  readonly title: string;
  readonly submitText: string;
  readonly entering: Entering;
  /** False when something is wrong with the fields. */
  readonly onSubmit: () => boolean;
  readonly children: ReactNode;
  /** What went wrong before somebody came here, or why they are asked. */
  readonly notice?: string | undefined;
  /** Other ways in, below the button. */
  readonly otherWays?: ReactNode;
  readonly footer: ReactNode;
};

/** The others belong to a field. */
const formProblems = ['wrong', 'too_many', 'network', 'failed'] as const;
type FormProblem = (typeof formProblems)[number];
const isOfForm = (problem: AuthProblem): problem is FormProblem =>
  formProblems.some((one) => one === problem);

export function AuthFrame(props: AuthFrameProps): ReactNode {
  const { title, submitText, entering, onSubmit, children, notice, otherWays, footer } = props;
  const t = useTranslations();
  const form = useRef<HTMLFormElement>(null);
  const isHolding = useHolds().length > 0;
  const { answer, left } = entering;
  function submit(sent: SubmitEvent<HTMLFormElement>): void {
    sent.preventDefault();
    if (onSubmit()) return;
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(),
    );
  }
  if (left.length > 0) {
    return (
      <div className="page page-narrow">
        <title>{`${title} · ${t('site.name')}`}</title>
        <Notice
          level="h1"
          size="large"
          title={t('account.leftTitle')}
          actions={
            <Button look="primary" size="large" onClick={entering.goOn}>
              {t('account.goOn')}
            </Button>
          }
        >
          <p>{t('account.leftText', { count: left.length })}</p>
          <ul>
            {left.map(({ reservationId, code }) => (
              <li key={reservationId}>
                {code === 'limit_reached' ? t('account.leftLimit') : t('account.leftOther')}
              </li>
            ))}
          </ul>
        </Notice>
      </div>
    );
  }
  return (
    <div className="page auth">
      <title>{`${title} · ${t('site.name')}`}</title>
      <form ref={form} className="auth-card" noValidate onSubmit={submit}>
        <h1>{title}</h1>
        {isHolding && <p className="auth-hold">{t('account.seatsStay')}</p>}
        {notice !== undefined && (
          <p className="auth-notice" role="status">
            {notice}
          </p>
        )}
        {children}
        {answer !== undefined && isOfForm(answer.problem) && (
          <p className="field-error" role="alert">
            {t(`account.problem.${answer.problem}`)}
          </p>
        )}
        <Button type="submit" look="primary" size="large" wide busy={entering.isBusy}>
          {submitText}
        </Button>
        {otherWays}
        <div className="auth-footer">{footer}</div>
      </form>
    </div>
  );
}
