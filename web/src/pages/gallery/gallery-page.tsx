/**
 * The design system to look at: every token, primitive and state, in the theme and the language that
 * are chosen. For those who work on the app; nothing links here.
 */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ThemeSwitch } from '../../layout/theme-switch.tsx';
import { ArtSection } from './art-section.tsx';
import { ButtonSection } from './button-section.tsx';
import { ChoiceSection } from './choice-section.tsx';
import { FieldSection } from './field-section.tsx';
import { useGalleryTexts } from './gallery-texts.ts';
import { MessageSection } from './message-section.tsx';
import { NavigationSection } from './navigation-section.tsx';
import { TokenSections } from './token-sections.tsx';
import './gallery.css';

export function Component(): ReactNode {
  const t = useTranslations('site');
  const texts = useGalleryTexts();
  return (
    <div className="page gallery">
      <title>{`${texts.title} · ${t('name')}`}</title>
      <meta name="robots" content="noindex" />
      <header className="gallery-head">
        <div>
          <h1>{texts.title}</h1>
          <p>{texts.lead}</p>
        </div>
        <ThemeSwitch />
      </header>
      <TokenSections />
      <ButtonSection />
      <FieldSection />
      <ChoiceSection />
      <NavigationSection />
      <MessageSection />
      <ArtSection />
    </div>
  );
}
