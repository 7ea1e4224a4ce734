/** Where somebody comes back to from a provider: the session becomes the account's, and on they go. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { isText, readStored } from '../../purchase/stored.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { RETURN_KEY } from './other-ways.tsx';
import { useEntering } from './use-entering.ts';

export function Component(): ReactNode {
  const t = useTranslations();
  const entering = useEntering(readStored(RETURN_KEY, isText) ?? paths.home());
  const hasBegun = useRef(false);
  const { finish, answer, left } = entering;
  // Coming here is the event: the provider's page sent the browser.
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void finish();
  });
  const title = t('account.signIn');
  if (left.length > 0) {
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
  return (
    <div className="page page-narrow">
      <title>{`${title} · ${t('site.name')}`}</title>
      {answer === undefined ? (
        <p role="status">{t('access.entering')}</p>
      ) : (
        <Notice
          level="h1"
          tone="danger"
          title={t('access.providerProblem.failed')}
          actions={<ButtonLink to={paths.signIn()}>{title}</ButtonLink>}
        />
      )}
    </div>
  );
}
