/** The texts of an event in the language of the page. */
import { useMemo } from 'react';
import type { Event } from '../api/queries.ts';
import { type Language, translated } from '../language/language.ts';
import { useLanguage } from '../language/language-provider.tsx';

export type EventText = {
  readonly name: string;
  readonly venue: string;
  readonly description: string;
};

type Texts = Pick<Event, 'name' | 'translations' | 'venue' | 'description'>;

export const eventText = (event: Texts, language: Language): EventText => ({
  name: translated(event.translations, language, event.name),
  venue: translated(event.venue, language),
  description: translated(event.description, language),
});

export function useEventText(event: Texts): EventText {
  const { language } = useLanguage();
  return useMemo(() => eventText(event, language), [event, language]);
}
