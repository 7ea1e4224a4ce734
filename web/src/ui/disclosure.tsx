/**
 * More about something, when it is wanted. The platform's own <details>: it works without scripts,
 * and a search in the page opens it. Those with the same `group` close each other.
 */
import type { ReactNode } from 'react';
import { ChevronDownIcon } from './more-icons.tsx';
import './disclosure.css';

type DisclosureProps = {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
  readonly group?: string;
};

export function Disclosure({ title, children, isOpen, group }: DisclosureProps): ReactNode {
  return (
    <details className="disclosure" open={isOpen} name={group}>
      <summary>
        <span>{title}</span>
        <ChevronDownIcon />
      </summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}
