/** How far something is; without a value, that it goes on. The platform's own <progress>. */
import { type ReactNode, useId } from 'react';
import './progress-bar.css';

type ProgressBarProps = {
  readonly label: string;
  /** 0 to 1; unknown when absent. */
  readonly value?: number;
  /** The same in words: `3 of 10`. */
  readonly text?: string;
};

export function ProgressBar({ label, value, text }: ProgressBarProps): ReactNode {
  const id = useId();
  return (
    <div className="progress-bar">
      <label htmlFor={id}>{label}</label>
      {text !== undefined && <span className="numbers">{text}</span>}
      <progress id={id} max={1} {...(value !== undefined && { value })} />
    </div>
  );
}
