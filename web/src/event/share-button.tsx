/** Passes the address of a page on: by what the device offers, else as a copy. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button.tsx';
import { ShareIcon } from '../ui/more-icons.tsx';
import { useToasts } from '../ui/toasts.tsx';

type ShareButtonProps = { readonly title: string; readonly url: string };

export function ShareButton({ title, url }: ShareButtonProps): ReactNode {
  const t = useTranslations('discover');
  const { show } = useToasts();
  const share = async (): Promise<void> => {
    try {
      // Neither is there on a page without a secure context.
      const { share: pass } = navigator as Partial<Pick<Navigator, 'share'>>;
      if (pass !== undefined) await pass.call(navigator, { title, url });
      else {
        await navigator.clipboard.writeText(url);
        show(t('copied'), 'positive');
      }
    } catch (error) {
      // Whoever closes the list of the device has not failed.
      const isClosed = error instanceof DOMException && error.name === 'AbortError';
      if (!isClosed) show(t('shareFailed'), 'danger');
    }
  };
  return (
    <Button look="quiet" size="small" onClick={() => void share()}>
      <ShareIcon />
      {t('share')}
    </Button>
  );
}
