/**
 * What has to be looked at before paying. One wrong field gets the focus itself; of several there is a
 * list of links, which gets it. Read from the page: whatever field says that it is wrong is listed.
 */
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

type ErrorSummaryProps = {
  readonly form: HTMLFormElement | null;
  /** Counts the attempts to pay: after each the fields are looked at anew. */
  readonly attempt: number;
};

type Entry = { readonly field: HTMLElement; readonly label: string; readonly error: string };

/** In the order of the page. */
function entriesOf(form: HTMLFormElement): readonly Entry[] {
  return [...form.querySelectorAll<HTMLInputElement>('[aria-invalid="true"]')].map((field) => {
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    const texts = ids.map((id) => document.getElementById(id)?.textContent ?? '');
    return { field, label: field.labels?.[0]?.textContent ?? '', error: texts.at(-1) ?? '' };
  });
}

const focusOn = (element: HTMLElement | null): void => element?.focus();

export function ErrorSummary({ form, attempt }: ErrorSummaryProps): ReactNode {
  const t = useTranslations('checkoutMore');
  const [found, setFound] = useState<readonly Entry[]>([]);
  // The fields say what is wrong with them once they are rendered, not before.
  useEffect(() => {
    if (form === null || attempt === 0) return;
    const entries = entriesOf(form);
    setFound(entries);
    if (entries.length === 1) entries[0]?.field.focus();
  }, [form, attempt]);
  if (found.length < 2) return null;
  return (
    <div
      // Anew after each attempt, so that it is told anew.
      key={attempt}
      ref={focusOn}
      className="notice notice-danger error-summary"
      role="group"
      aria-labelledby="error-summary"
      tabIndex={-1}
    >
      <h2 id="error-summary">{t('summary', { count: found.length })}</h2>
      <ul>
        {found.map(({ field, label, error }) => (
          <li key={field.id}>
            <a
              href={`#${field.id}`}
              onClick={(press) => {
                press.preventDefault();
                field.focus();
              }}
            >
              {label}: {error}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
