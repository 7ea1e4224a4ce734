/** Nothing here yet, or nothing that fits: what it means and the way on. Errors are a `Notice`. */
import type { ReactNode } from 'react';
import './empty-state.css';

type EmptyStateProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly level?: 'h1' | 'h2' | 'h3';
};

export function EmptyState(props: EmptyStateProps): ReactNode {
  const { icon, title, children, actions, level: Heading = 'h2' } = props;
  return (
    <section className="empty-state">
      <span className="empty-state-icon">{icon}</span>
      <Heading>{title}</Heading>
      {children !== undefined && <div className="empty-state-text">{children}</div>}
      {actions !== undefined && <div className="empty-state-actions">{actions}</div>}
    </section>
  );
}
