/** The seat map's own texts and how to get at them: they travel with its chunk. */
import { useMemo } from 'react';
import { createTranslator } from 'use-intl/core';
import type { Language } from '../language/language.ts';
import { useLanguage } from '../language/language-provider.tsx';
import { seatMapEn } from './messages.en.ts';
import { seatMapKo } from './messages.ko.ts';

/** The same keys, any text. */
export type SeatMapMessages = Readonly<Record<keyof typeof seatMapEn, string>>;

const messages: Readonly<Record<Language, SeatMapMessages>> = { en: seatMapEn, ko: seatMapKo };

export type TextValues = Readonly<Record<string, string | number>>;
/** The text with its arguments filled in. */
export type MapText = (key: keyof SeatMapMessages, values?: TextValues) => string;

export function mapTextIn(language: Language): MapText {
  const translate = createTranslator({
    locale: language,
    messages: { seatMap: messages[language] },
    namespace: 'seatMap',
  });
  return (key, values) => translate(key, values as never);
}

export function useMapText(): MapText {
  const { language } = useLanguage();
  return useMemo(() => mapTextIn(language), [language]);
}
