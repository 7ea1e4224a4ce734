/** Finding the way: breadcrumb, tabs, disclosures, the end of a list. */
import type { ReactNode } from 'react';
import { paths } from '../../paths.ts';
import { Breadcrumb } from '../../ui/breadcrumb.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useGalleryTexts } from './gallery-texts.ts';

export function NavigationSection(): ReactNode {
  const texts = useGalleryTexts();
  return (
    <section className="gallery-section">
      <h2>{texts.navigation}</h2>
      <Breadcrumb
        label={texts.navigation}
        above={[{ to: paths.home(), text: texts.events }]}
        here={texts.venue}
      />
      <Tabs
        label={texts.tickets}
        tabs={[
          { id: 'upcoming', label: texts.upcoming, content: <p>{texts.noticeText}</p> },
          { id: 'past', label: texts.past, content: <p>{texts.emptyText}</p> },
        ]}
      />
      <div>
        <Disclosure title={texts.question} group="gallery" isOpen>
          {texts.answer}
        </Disclosure>
        <Disclosure title={texts.question2} group="gallery">
          {texts.answer2}
        </Disclosure>
      </div>
      <ShowMore shown={texts.shown} label={texts.showMore} isBusy={false} onMore={() => {}} />
    </section>
  );
}
