/**
 * The language of the page: messages, dates and numbers follow it, and it can be changed without
 * leaving the page. The choice is kept in a cookie, so that the server's next answer knows it too.
 */
import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from 'react';
import { IntlProvider } from 'use-intl';
import type { Spoken, TextPart, TextStore } from '../messages/text-store.ts';
import { type Language, languageCookieText } from './language.ts';
import { type Written, writtenIn } from './written.ts';

type LanguageValue = {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  /** What the server has written of this page. */
  readonly written: Written;
  /** For whoever loads pages: their texts, to be waited for. */
  readonly needTexts: (part: TextPart) => Promise<void>;
};

const LanguageContext = createContext<LanguageValue | undefined>(undefined);

export function useLanguage(): LanguageValue {
  const value = use(LanguageContext);
  if (value === undefined) throw new Error('useLanguage needs a LanguageProvider');
  return value;
}

/** A text that is not there: of refusals, the one for those that nobody has foreseen. */
const otherwise =
  (texts: Spoken['texts']) =>
  ({ namespace, key }: { readonly namespace?: string; readonly key: string }): string => {
    const path = namespace === undefined ? key : `${namespace}.${key}`;
    const { internal } = (texts['errors'] ?? {}) as { readonly internal?: string };
    return path.startsWith('errors.') && internal !== undefined ? internal : path;
  };

export function LanguageProvider(props: {
  readonly texts: TextStore;
  readonly written?: Written;
  readonly children: ReactNode;
}): ReactNode {
  const { written } = props;
  const { subscribe, spoken, need, choose } = props.texts;
  const { language, texts } = useSyncExternalStore(subscribe, spoken, spoken);
  const value = useMemo((): LanguageValue => {
    const setLanguage = (next: Language): void => {
      document.cookie = languageCookieText(next);
      // After a new release the files have new names; without a connection the old language stays.
      choose(next).catch(() => navigator.onLine && location.reload());
    };
    return {
      language,
      setLanguage,
      needTexts: need,
      written: written ?? writtenIn(language),
    };
  }, [language, choose, need, written]);
  const fallback = useMemo(() => otherwise(texts), [texts]);
  return (
    <LanguageContext value={value}>
      {/* Every date names its zone itself; UTC here keeps server and browser the same. */}
      <IntlProvider locale={language} messages={texts} timeZone="UTC" getMessageFallback={fallback}>
        {props.children}
      </IntlProvider>
    </LanguageContext>
  );
}
