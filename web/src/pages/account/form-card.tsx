/** A form that is a page: its title, its fields, what went wrong, one button. */
import { type ReactNode, type SubmitEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import './account.css';

type FormCardProps = {
  readonly title: string;
  readonly submitText: string;
  readonly isBusy: boolean;
  /** What is wrong with all of it; what is wrong with a field is said there. */
  readonly problem: string | undefined;
  /** False when something is wrong with the fields. */
  readonly onSubmit: () => boolean;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
};

export function FormCard(props: FormCardProps): ReactNode {
  const { title, submitText, isBusy, problem, onSubmit, children, footer } = props;
  const t = useTranslations('site');
  const form = useRef<HTMLFormElement>(null);
  function submit(sent: SubmitEvent<HTMLFormElement>): void {
    sent.preventDefault();
    if (onSubmit()) return;
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(),
    );
  }
  return (
    <div className="page auth">
      <title>{`${title} · ${t('name')}`}</title>
      <form ref={form} className="auth-card" noValidate onSubmit={submit}>
        <h1>{title}</h1>
        {children}
        {problem !== undefined && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <Button type="submit" look="primary" size="large" wide busy={isBusy}>
          {submitText}
        </Button>
        {footer !== undefined && <div className="auth-footer">{footer}</div>}
      </form>
    </div>
  );
}
