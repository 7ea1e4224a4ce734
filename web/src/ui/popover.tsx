/** A small thing beside what it belongs to: a few words, a filter. What needs a decision is a `Dialog`. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { Aria } from './aria.tsx';
import './popover.css';

type PopoverProps = {
  readonly button: ReactNode;
  /** What the content is, for screen readers. */
  readonly label: string;
  readonly look?: 'secondary' | 'quiet';
  readonly children: ReactNode | ((close: () => void) => ReactNode);
};

export function Popover({ button, label, look = 'secondary', children }: PopoverProps): ReactNode {
  return (
    <Aria>
      <DialogTrigger>
        <AriaButton className={`button button-${look} button-medium`}>{button}</AriaButton>
        <AriaPopover className="overlay" offset={6}>
          <Dialog className="popover-body" aria-label={label}>
            {({ close }) => (typeof children === 'function' ? children(close) : children)}
          </Dialog>
        </AriaPopover>
      </DialogTrigger>
    </Aria>
  );
}
