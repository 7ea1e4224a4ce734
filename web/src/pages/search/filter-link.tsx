/** One choice of a filter: a link to the same search with it, which says how much it would leave. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type SearchState, writeState } from '../../discover/search-state.ts';
import { useFormats } from '../../language/use-formats.ts';

type FilterLinkProps = {
  readonly state: SearchState;
  readonly isChosen: boolean;
  readonly count?: number | undefined;
  readonly children: ReactNode;
};

export function FilterLink({ state, isChosen, count, children }: FilterLinkProps): ReactNode {
  const { number } = useFormats();
  return (
    <Link
      to={{ search: writeState(state).toString() }}
      preventScrollReset
      aria-current={isChosen || undefined}
      className="chip-link"
    >
      {children}
      {count !== undefined && <small>{number(count)}</small>}
    </Link>
  );
}
