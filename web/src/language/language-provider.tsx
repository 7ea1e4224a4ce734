/**
 * The language of the page: messages, dates and numbers follow it, and it can be changed without
 * leaving the page. The choice is kept in a cookie, so that the server's next answer knows it too.
 */
import { createContext, type ReactNode, use, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { type Messages, messages } from '../messages/messages.ts';
import { type Language, languageCookieText } from './language.ts';

type LanguageValue = {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
};

const LanguageContext = createContext<LanguageValue | undefined>(undefined);

export function useLanguage(): LanguageValue {
  const value = use(LanguageContext);
  if (value === undefined) throw new Error('useLanguage needs a LanguageProvider');
  return value;
}

export function LanguageProvider(props: {
  readonly initial: Language;
  readonly children: ReactNode;
}): ReactNode {
  const [language, setLanguage] = useState(props.initial);
  const choose = (next: Language): void => {
    document.cookie = languageCookieText(next);
    setLanguage(next);
  };
  return (
    <LanguageContext value={{ language, setLanguage: choose }}>
      {/* Every date names its zone itself; UTC here keeps server and browser the same. */}
      <IntlProvider locale={language} messages={messages[language] as Messages} timeZone="UTC">
        {props.children}
      </IntlProvider>
    </LanguageContext>
  );
}
