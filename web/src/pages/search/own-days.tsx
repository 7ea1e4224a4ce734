/** From one day to another: two fields of the platform, which phones show as a calendar of theirs. */
import type { ReactNode } from 'react';
import { Form, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { isDay } from '../../discover/days.ts';
import { type SearchState, without, writeState } from '../../discover/search-state.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';

export function OwnDays({ state }: { readonly state: SearchState }): ReactNode {
  const t = useTranslations('search');
  const navigate = useNavigate();
  const { from, to } = state;
  return (
    <Form
      action={paths.search()}
      className="search-days"
      aria-label={t('ownDays')}
      // Fields follow the address: the way back shows the days that were chosen then.
      key={`${from} ${to}`}
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        const dayOf = (name: string): string | undefined => {
          const text = fields.get(name);
          return typeof text === 'string' && isDay(text) ? text : undefined;
        };
        const [first, last] = [dayOf('from'), dayOf('to')];
        const isTurned = first !== undefined && last !== undefined && last < first;
        const chosen = {
          ...without(state, 'when'),
          from: isTurned ? last : first,
          to: isTurned ? first : last,
        };
        const search = writeState(chosen).toString();
        void navigate({ search }, { preventScrollReset: true });
      }}
    >
      <label>
        {t('from')}
        <input type="date" name="from" defaultValue={from} max="9999-12-31" />
      </label>
      <label>
        {t('to')}
        <input type="date" name="to" defaultValue={to} max="9999-12-31" />
      </label>
      {[...writeState(without(state, 'when'))].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" size="small">
        {t('apply')}
      </Button>
    </Form>
  );
}
