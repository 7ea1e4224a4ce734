/** A page that says why there is no page: what is the matter, and the way on. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { TornTicket } from './torn-ticket.tsx';
import './problem-page.css';

type ProblemPageProps = {
  readonly title: string;
  readonly text: string;
  readonly actions: ReactNode;
  /** Large and pale behind the ticket: `404`. */
  readonly sign?: string;
};

export function ProblemPage({ title, text, actions, sign }: ProblemPageProps): ReactNode {
  const t = useTranslations('site');
  return (
    <div className="page problem">
      <title>{`${title} · ${t('name')}`}</title>
      <meta name="robots" content="noindex" />
      <TornTicket sign={sign} />
      <div className="problem-words" role={sign === undefined ? 'alert' : undefined}>
        <h1>{title}</h1>
        <p>{text}</p>
        <div className="problem-actions">{actions}</div>
      </div>
    </div>
  );
}
