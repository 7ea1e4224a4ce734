/** A message in the page: that a list is empty, that something failed and what to do about it. */
import type { ReactNode } from 'react';
import './notice.css';

type NoticeProps = {
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons or links. */
  readonly actions?: ReactNode;
  readonly tone?: 'neutral' | 'warning' | 'danger' | 'positive';
  /** `large` when the page consists of it. */
  readonly size?: 'medium' | 'large';
  /** Which heading it is; a notice that fills the page is its h1. */
  readonly level?: 'h1' | 'h2' | 'h3';
};

export function Notice(props: NoticeProps): ReactNode {
  const { title, children, actions, tone = 'neutral', size = 'medium', level = 'h2' } = props;
  const Heading = level;
  return (
    <section
      className={`notice notice-${tone} notice-${size}`}
      role={tone === 'danger' ? 'alert' : undefined}
    >
      <Heading>{title}</Heading>
      {children !== undefined && <div className="notice-text">{children}</div>}
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </section>
  );
}
