/**
 * A dialog on the platform's own <dialog>: the browser keeps the focus inside, closes it on Escape
 * and gives the focus back. Open while `onClose` would still be called by the browser.
 */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import './dialog.css';

type DialogProps = {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the bottom. */
  readonly actions?: ReactNode;
};

export function Dialog({ open, title, onClose, children, actions }: DialogProps): ReactNode {
  const t = useTranslations('site');
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // showModal cannot be said in markup: it is what makes the rest of the page inert.
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(press) => {
        // Only the backdrop is the dialog itself; everything in it is a child.
        if (press.target === ref.current) onClose();
      }}
    >
      <div className="dialog-body">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" className="dialog-close" aria-label={t('close')} onClick={onClose}>
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <path
                d="M6 6l12 12M18 6L6 18"
                stroke="currentColor"
                strokeWidth="2"
                strokeLinecap="round"
              />
            </svg>
          </button>
        </header>
        {children}
        {actions !== undefined && <footer>{actions}</footer>}
      </div>
    </dialog>
  );
}
