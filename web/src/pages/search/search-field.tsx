/**
 * The field that searches while somebody types: a moment after the last letter the address says what was
 * typed, in place of what it said before, so that the way back does not lead through every letter.
 */
import { type ReactNode, useRef, useState } from 'react';
import { Form, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { type SearchState, writeState } from '../../discover/search-state.ts';
import { paths } from '../../paths.ts';
import { SearchIcon } from '../../ui/icons.tsx';

const PAUSE_MS = 250;
const TEXT_MAX = 100;

export function SearchField({ state }: { readonly state: SearchState }): ReactNode {
  const t = useTranslations('discover');
  const navigate = useNavigate();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [typed, setTyped] = useState({ text: state.q, address: state.q });
  // Another address than the one this field wrote: the way back, or a link.
  if (typed.address !== state.q) setTyped({ text: state.q, address: state.q });

  const write = (text: string): void => {
    clearTimeout(timer.current);
    const q = text.trim();
    if (q === state.q) return;
    setTyped({ text, address: q });
    const search = writeState({ ...state, q }).toString();
    void navigate({ search }, { replace: state.q !== '' && q !== '', preventScrollReset: true });
  };

  return (
    <Form
      action={paths.search()}
      role="search"
      className="search-field"
      onSubmit={(event) => {
        event.preventDefault();
        write(typed.text);
      }}
    >
      <SearchIcon />
      <input
        name="q"
        type="search"
        aria-label={t('searchLabel')}
        placeholder={t('searchHint')}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={TEXT_MAX}
        value={typed.text}
        onChange={({ target }) => {
          const text = target.value;
          setTyped({ text, address: typed.address });
          clearTimeout(timer.current);
          timer.current = setTimeout(() => write(text), PAUSE_MS);
        }}
      />
      {[...writeState({ ...state, q: '' })].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <noscript>
        <button type="submit" className="button button-primary button-medium">
          {t('submit')}
        </button>
      </noscript>
    </Form>
  );
}
