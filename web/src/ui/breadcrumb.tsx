/** Where a page is: the ways up, then its own name. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import './breadcrumb.css';

type BreadcrumbProps = {
  /** What this is, for screen readers. */
  readonly label: string;
  readonly above: readonly { readonly to: string; readonly text: string }[];
  readonly here: string;
};

export function Breadcrumb({ label, above, here }: BreadcrumbProps): ReactNode {
  return (
    <nav aria-label={label}>
      <ol className="breadcrumb">
        {above.map(({ to, text }) => (
          <li key={to}>
            <Link to={to}>{text}</Link>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
