/**
 * The way in for those who know what they want: a field with suggestions. Without scripts it is a form
 * that leads to the search page. What it shows follows the pattern of a combobox with a list
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): the focus stays in the field.
 */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Form, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { eventText } from '../event/event-text.ts';
import { useFormats } from '../language/use-formats.ts';
import { useLanguage } from '../language/language-provider.tsx';
import { useApp } from '../main/app-services.ts';
import { paths } from '../paths.ts';
import { SearchIcon } from '../ui/icons.tsx';
import { type Suggestion, suggestQuery } from './queries.ts';
import './search-box.css';

/** Somebody who types on is not asked for. */
const PAUSE_MS = 160;
const TEXT_MAX = 100;

export function SearchBox(): ReactNode {
  const t = useTranslations('discover');
  const { api } = useApp();
  const navigate = useNavigate();
  const id = useId();
  const [asked, setAsked] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { data: found = [], isPlaceholderData } = useQuery(suggestQuery(api, asked));
  const shown = isOpen && asked !== '' ? found : [];

  const ask = (text: string): void => {
    clearTimeout(timer.current);
    setOpen(true);
    setAt(-1);
    timer.current = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
  };
  const close = (): void => {
    clearTimeout(timer.current);
    setOpen(false);
    setAt(-1);
  };
  const go = (path: string): void => {
    close();
    void navigate(path);
  };
  const submit = (event: FormEvent): void => {
    const chosen = shown[at];
    close();
    if (chosen === undefined) return;
    event.preventDefault();
    go(paths.event(chosen.eventId));
  };
  const move = (press: KeyboardEvent): void => {
    if (press.nativeEvent.isComposing) return;
    if (press.key === 'Escape' && isOpen) {
      press.preventDefault();
      close();
    }
    const step = press.key === 'ArrowDown' ? 1 : press.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || found.length === 0) return;
    press.preventDefault();
    setOpen(true);
    // From the field into the list and out of it again at either end.
    const places = found.length + 1;
    setAt(((at + 1 + step + places) % places) - 1);
  };

  return (
    <Form
      action={paths.search()}
      role="search"
      className="search-box"
      onSubmit={submit}
      onBlur={(left) => {
        if (!left.currentTarget.contains(left.relatedTarget)) close();
      }}
    >
      <SearchIcon />
      <input
        name="q"
        type="search"
        role="combobox"
        aria-label={t('searchLabel')}
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown[at] === undefined ? undefined : `${id}-${at}`}
        placeholder={t('searchHint')}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={TEXT_MAX}
        onChange={({ target }) => ask(target.value)}
        onKeyDown={move}
      />
      <button type="submit" className="button button-primary button-medium">
        {t('submit')}
      </button>
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={t('suggestions')}
        className="search-suggestions"
        hidden={shown.length === 0}
        aria-busy={isPlaceholderData || undefined}
      >
        {shown.map((one, n) => (
          <Option
            key={one.eventId}
            id={`${id}-${n}`}
            suggestion={one}
            isChosen={n === at}
            onChoose={() => go(paths.event(one.eventId))}
          />
        ))}
      </ul>
      <p className="unseen" role="status">
        {isOpen && asked !== '' && !isPlaceholderData && t('suggested', { count: found.length })}
      </p>
    </Form>
  );
}

type OptionProps = {
  readonly id: string;
  readonly suggestion: Suggestion;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Option({ id, suggestion, isChosen, onChoose }: OptionProps): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const { date } = useFormats();
  const { startsAt, timeZone, dates, genre, ...texts } = suggestion;
  const { name, venue } = eventText(texts, language);
  const when = date(startsAt, 'short', timeZone);
  const more = dates > 1 ? t('discover.moreDates', { count: dates - 1 }) : '';
  return (
    // The field has the focus; a press must not take it away before it counts.
    <li
      id={id}
      role="option"
      aria-selected={isChosen}
      onPointerDown={(press) => press.preventDefault()}
      onClick={onChoose}
    >
      <strong>{name}</strong>
      <small>
        {[t(`genre.${genre ?? 'other'}`), `${when} ${more}`.trim(), venue]
          .filter((fact) => fact !== '')
          .join(' · ')}
      </small>
    </li>
  );
}
