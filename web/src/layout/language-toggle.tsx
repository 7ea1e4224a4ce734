/** Changes the language and stays on the page. Each language is named in itself. */
import type { ReactNode } from 'react';
import { languageNames, languages } from '../language/language.ts';
import { useLanguage } from '../language/language-provider.tsx';

const short = { ko: '한국어', en: 'EN' } as const;

export function LanguageToggle(): ReactNode {
  const { language, setLanguage } = useLanguage();
  const other = languages.find((one) => one !== language) ?? language;
  return (
    <button
      type="button"
      className="language-toggle"
      lang={other}
      onClick={() => setLanguage(other)}
    >
      {short[other]}
      {short[other] !== languageNames[other] && (
        <span className="unseen"> ({languageNames[other]})</span>
      )}
    </button>
  );
}
