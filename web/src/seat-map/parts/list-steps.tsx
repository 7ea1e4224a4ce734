/** One step of the list: the way back, what to choose, the choices. */
import type { ReactNode, RefObject } from 'react';
import { useMapText } from '../messages.ts';

type ListStepsProps = {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly title: string;
  readonly back?: readonly { readonly label: string; readonly onClick: () => void }[];
  readonly isEmpty: boolean;
  readonly isGrid?: boolean;
  readonly children: ReactNode;
};

export function ListSteps(props: ListStepsProps): ReactNode {
  const text = useMapText();
  const { heading, title, back = [], isEmpty, isGrid = false, children } = props;
  return (
    <section className="seat-map-list" aria-label={text('chooseFromList')}>
      {back.length > 0 && (
        <nav className="seat-map-list-back" aria-label={text('steps')}>
          {back.map(({ label, onClick }) => (
            <button key={label} type="button" onClick={onClick}>
              <span aria-hidden="true">‹ </span>
              {label}
            </button>
          ))}
        </nav>
      )}
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {isEmpty ? (
        <p className="seat-map-list-empty">{text('listEmpty')}</p>
      ) : (
        <ul data-grid={isGrid || undefined}>{children}</ul>
      )}
    </section>
  );
}
