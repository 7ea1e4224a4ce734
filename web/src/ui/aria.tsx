/**
 * What the primitives on react-aria-components stand in: they speak the language of the page. Only
 * pages of their own chunk use them, so that nothing of the library is in the first one.
 */
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLanguage } from '../language/language-provider.tsx';
import './aria.css';

const locales = { ko: 'ko-KR', en: 'en-GB' } as const;

/**
 * The library adds a <style> to the page unless an element with this id is there, and our policy
 * refuses inline styles. What it would say is in `aria.css`.
 */
const STYLE_ID = 'react-aria-pressable-style';
if (typeof document !== 'undefined' && document.getElementById(STYLE_ID) === null) {
  const stand = document.createElement('meta');
  stand.id = STYLE_ID;
  document.head.append(stand);
}

export function Aria({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  return <I18nProvider locale={locales[language]}>{children}</I18nProvider>;
}

/** One of several things to choose from. */
export type Choice = {
  readonly id: string;
  readonly label: string;
  /** A second, quieter line. */
  readonly detail?: string | undefined;
  readonly isDisabled?: boolean | undefined;
};
