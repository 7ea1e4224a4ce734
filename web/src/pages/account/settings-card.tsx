/** A part of the page about the account: its heading, what it is for, and what it says about itself. */
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import type { AuthProblem } from './auth-client.ts';

type SettingsCardProps = {
  /** Names it in the address, so that somebody who signs in again comes back to it. */
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
};

export function SettingsCard({ id, title, children }: SettingsCardProps): ReactNode {
  const heading = useId();
  return (
    <section className="settings-card" id={id} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {children}
    </section>
  );
}

/** For what somebody who is only found signed in may not do. */
export function SignInAgain({ section }: { readonly section: string }): ReactNode {
  const t = useTranslations('settings');
  return (
    <p className="settings-stale" role="alert">
      {t('stale')}{' '}
      <ButtonLink size="small" to={paths.signIn(paths.account(section))}>
        {t('staleAgain')}
      </ButtonLink>
    </p>
  );
}

/** What is wrong with something about ways in, and what to do about it. */
type ProblemProps = { readonly problem: AuthProblem; readonly section?: string };

export function Problem({ problem, section = 'ways' }: ProblemProps): ReactNode {
  const t = useTranslations();
  if (problem === 'stale') return <SignInAgain section={section} />;
  const isShared = problem === 'too_many' || problem === 'network';
  return (
    <p className="field-error" role="alert">
      {problem === 'last'
        ? t('settings.lastWay')
        : isShared
          ? t(`account.problem.${problem}`)
          : t('settings.failed')}
    </p>
  );
}
