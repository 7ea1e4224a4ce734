/** The languages of the app and how one is chosen: by address, by what was chosen before, by the browser. */
export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

export const defaultLanguage: Language = 'ko';
export const languageCookie = 'onsale-language';

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { ko: '한국어', en: 'English' };

export const isLanguage = (text: string | null | undefined): text is Language =>
  languages.some((language) => language === text);

export type LanguageHints = {
  /** `?lang=` of the address. */
  readonly query?: string | null | undefined;
  /** The Cookie header. */
  readonly cookie?: string | undefined;
  /** The Accept-Language header. */
  readonly accept?: string | undefined;
};

export function negotiateLanguage({ query, cookie, accept }: LanguageHints): Language {
  if (isLanguage(query)) return query;
  const chosen = cookieOf(cookie ?? '', languageCookie);
  if (isLanguage(chosen)) return chosen;
  return acceptedLanguage(accept ?? '') ?? defaultLanguage;
}

export function cookieOf(header: string, name: string): string | undefined {
  const pair = header.split(';').find((one) => one.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}

/** The supported language with the highest weight; the first one named when two weigh the same. */
function acceptedLanguage(header: string): Language | undefined {
  let best: { readonly language: Language; readonly weight: number } | undefined;
  for (const part of header.slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().split(';');
    const quality = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    const language = languages.find((one) => tag.toLowerCase().split('-')[0] === one);
    if (language === undefined || !(weight > 0) || weight <= (best?.weight ?? 0)) continue;
    best = { language, weight };
  }
  return best?.language;
}

/** A year; Lax, because it is only a preference and links from elsewhere should find it. */
export const languageCookieText = (language: Language): string =>
  `${languageCookie}=${language}; Path=/; Max-Age=31536000; SameSite=Lax`;

/** The text in this language, else in the other ones, else `otherwise`. */
export function translated(
  texts: Readonly<Record<string, string>> | undefined,
  language: Language,
  otherwise = '',
): string {
  const order = [language, ...languages, ...Object.keys(texts ?? {})];
  return order.map((one) => texts?.[one]).find((text) => text) ?? otherwise;
}
