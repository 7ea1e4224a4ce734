/** The end of a list of which there is more: how much is shown, and the button for the next page. */
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import './show-more.css';

type ShowMoreProps = {
  /** `24 of 180 events`, if it is known. */
  readonly shown?: string;
  readonly label: string;
  readonly isBusy: boolean;
  readonly onMore: () => void;
};

export function ShowMore({ shown, label, isBusy, onMore }: ShowMoreProps): ReactNode {
  return (
    <div className="show-more">
      {shown !== undefined && <p className="numbers">{shown}</p>}
      <Button busy={isBusy} onClick={onMore}>
        {label}
      </Button>
    </div>
  );
}
