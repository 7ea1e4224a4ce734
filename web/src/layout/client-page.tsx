/**
 * Pages that only the browser renders: the server sends the frame with a skeleton, the browser loads
 * the page's own chunk and puts it there. For pages about a person, which no cache may keep.
 */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { useTranslations } from 'use-intl';
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

/** A route component from a module that exports `Component`. */
export function clientPage(
  load: () => Promise<{ readonly Component: ComponentType }>,
): ComponentType {
  const Page = lazy(async () => ({ default: (await load()).Component }));
  return function ClientPage(): ReactNode {
    if (!useIsBrowser()) return <PageSkeleton />;
    return (
      <Suspense fallback={<PageSkeleton />}>
        <Page />
      </Suspense>
    );
  };
}
