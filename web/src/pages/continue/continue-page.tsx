/**
 * Where the link of a letter to a guest leads. It says what would happen, because a link may come from anybody:
 * nobody becomes another guest, and nothing moves to an account, before somebody presses.
 */
import { type ReactNode, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { paths } from '../../paths.ts';
import { guestLink } from '../../session/link-token.ts';
import { useSession } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Offer } from './offer.tsx';
import { isOver, useLink } from './use-link.ts';
import './continue.css';

export function Component(): ReactNode {
  const t = useTranslations();
  // Another link that is opened in the same tab changes what stands behind the #, and nothing else.
  const { key, hash } = useLocation();
  return (
    <>
      <title>{`${t('continue.pageTitle')} · ${t('site.name')}`}</title>
      <meta name="referrer" content="no-referrer" />
      <meta name="robots" content="noindex" />
      <OfflineBanner />
      <Opened key={`${key} ${hash}`} />
    </>
  );
}

function Opened(): ReactNode {
  const [link] = useState(guestLink.take);
  if (link === undefined) return <NoLink what="noLink" />;
  return link === '' ? <NoLink what="over" /> : <LinkView link={link} />;
}

function LinkView({ link }: { readonly link: string }): ReactNode {
  const opening = useLink(link);
  const { told, error, left } = opening;
  if (left > 0) return <Left count={left} onGoOn={opening.goOn} />;
  if (told === undefined && isOver(error)) return <NoLink what="over" />;
  if (told === undefined && error !== null) {
    return <BrokenPage error={error} onRetry={opening.askAgain} />;
  }
  if (told === undefined) return <LoadingPage />;
  if (told.effect === 'none') return <Navigate to={told.to} replace />;
  if (told.effect === 'moved') return <Moved to={told.to} />;
  return <Offer told={told} opening={opening} />;
}

const isOrder = (to: string): boolean => to.includes('/orders/');

function Moved({ to }: { readonly to: string }): ReactNode {
  const t = useTranslations();
  const { isAccount } = useSession();
  return (
    <div className="page page-narrow">
      <Notice
        level="h1"
        size="large"
        title={t(isOrder(to) ? 'continue.order.movedTitle' : 'continue.list.movedTitle')}
        actions={
          <ButtonLink to={paths.signIn(to)} look="primary" size="large" onClick={guestLink.forget}>
            {t('site.signIn')}
          </ButtonLink>
        }
      >
        <p>{t('continue.movedText')}</p>
        {isAccount && <p>{t('continue.movedOther')}</p>}
      </Notice>
    </div>
  );
}

type LeftProps = { readonly count: number; readonly onGoOn: () => void };

function Left({ count, onGoOn }: LeftProps): ReactNode {
  const t = useTranslations('continue');
  return (
    <div className="page page-narrow" role="status">
      <Notice
        level="h1"
        size="large"
        tone="warning"
        title={t('leftTitle')}
        actions={
          <Button look="primary" size="large" onClick={onGoOn}>
            {t('goOn')}
          </Button>
        }
      >
        <p>{t('leftText', { count })}</p>
      </Notice>
    </div>
  );
}

/** Without a link that is good: to the account, or back to the mailbox. */
function NoLink({ what }: { readonly what: 'noLink' | 'over' }): ReactNode {
  const t = useTranslations();
  const { isAccount } = useSession();
  return (
    <div className="page page-narrow">
      <Notice
        level="h1"
        size="large"
        tone="warning"
        title={t(`continue.${what}Title`)}
        actions={
          <>
            {!isAccount && (
              <ButtonLink to={paths.signIn(paths.tickets())} look="primary" size="large">
                {t('site.signIn')}
              </ButtonLink>
            )}
            <ButtonLink to={paths.tickets()} size="large">
              {t('site.tickets')}
            </ButtonLink>
          </>
        }
      >
        <p>{t(`continue.${what}Text`)}</p>
      </Notice>
    </div>
  );
}
