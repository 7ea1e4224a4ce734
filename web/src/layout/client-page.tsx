/**
 * Pages that only the browser renders: the server sends the frame with a skeleton, the browser loads
 * the page's own chunk and puts it there. For pages about a person, which no cache may keep.
 */
import { type ComponentType, lazy, type ReactNode, Suspense, use } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../language/language-provider.tsx';
import { useIsBrowser } from '../main/app-services.ts';
import { Skeleton } from '../ui/skeleton.tsx';

export function PageSkeleton(): ReactNode {
  const t = useTranslations('site');
  return (
    <div className="page stack" role="status" aria-label={t('loading')}>
      <title>{t('name')}</title>
      <Skeleton shape="title" />
      <Skeleton shape="line" />
      <Skeleton shape="block" />
    </div>
  );
}

/** A route component from a module that exports `Component`; until it is there, `Before`. */
export function clientPage(
  load: () => Promise<{ readonly Component: ComponentType }>,
  Before: ComponentType = PageSkeleton,
): ComponentType {
  let loading: ReturnType<typeof load> | undefined;
  const begin = (): ReturnType<typeof load> => (loading ??= load());
  const Page = lazy(async () => ({ default: (await begin()).Component }));
  return function ClientPage(): ReactNode {
    const { needTexts } = useLanguage();
    if (!useIsBrowser()) return <Before />;
    // The page comes while its texts do. Where it cannot be had, rendering it says so.
    begin().catch(() => undefined);
    return (
      <Suspense fallback={<Before />}>
        <WithTexts coming={needTexts('rest')}>
          <Page />
        </WithTexts>
      </Suspense>
    );
  };
}

function WithTexts(props: {
  readonly coming: Promise<void>;
  readonly children: ReactNode;
}): ReactNode {
  use(props.coming);
  return props.children;
}
